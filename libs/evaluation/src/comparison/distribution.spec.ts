import * as fc from 'fast-check';
import { isDistribution, klDivergence } from './distribution';

const scores = fc
  .array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((row) => row.map(Math.exp))
  .map((row) => row.map((value) => value / row.reduce((sum, each) => sum + each, 0)));

describe('isDistribution()', () => {
  it('takes probabilities, rounded as they may be', () => {
    fc.assert(
      fc.property(scores, (row) => {
        expect(isDistribution(Float64Array.from(Float32Array.from(row)))).toBe(true);
      }),
    );
  });

  it.each([
    ['logits', [2, -1, 0]],
    ['independent scores', [0.9, 0.8]],
    ['a single value', [1]],
    ['what is no number', [NaN, 1]],
  ])('refuses %s', (_, row) => {
    expect(isDistribution(row)).toBe(false);
  });
});

describe('klDivergence()', () => {
  it('is Σ p ln(p / q)', () => {
    const expected = 0.75 * Math.log(0.75 / 0.5) + 0.25 * Math.log(0.25 / 0.5);
    expect(klDivergence([0.75, 0.25], [0.5, 0.5])).toBeCloseTo(expected, 12);
  });

  it('is 0 for equal rows and positive for others', () => {
    fc.assert(
      fc.property(scores, scores, (p, q) => {
        expect(klDivergence(p, p)).toBe(0);
        expect(klDivergence(p, q)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(klDivergence([0.6, 0.4], [0.4, 0.6])).toBeGreaterThan(0);
  });

  it('stays finite where a probability was rounded to 0', () => {
    expect(klDivergence([0.5, 0.5], [1, 0])).toBeCloseTo(0.5 * Math.log(0.25 / 1e-6), 4);
  });
});
