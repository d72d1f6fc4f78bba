import * as fc from 'fast-check';
import { Extremes } from './extremes';

function extremesOf(...parts: Float32Array[]): Extremes {
  const extremes = new Extremes();
  for (const part of parts) extremes.add(part);
  return extremes;
}

describe('Extremes', () => {
  it('knows the smallest and the largest value, of any signs', () => {
    const value = fc.oneof(
      fc.float({ noNaN: true }),
      fc.float({ noNaN: true, max: 0 }),
      fc.constantFrom(0, -0),
    );
    const part = fc.array(value).map((values) => Float32Array.from(values));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const { min, max } = extremesOf(...parts).range;
        const all = parts.flatMap((each) => [...each]);
        // −0 is as good as 0.
        expect(min === Math.min(...all)).toBe(true);
        expect(max === Math.max(...all)).toBe(true);
      }),
    );
  });

  it.each([
    ['NaN', Float32Array.of(-1, NaN, 2)],
    ['a NaN whose sign is set', new Float32Array(Uint32Array.of(0, 0xff_c0_00_00).buffer)],
  ])('does not pass over %s', (_, values) => {
    const { min, max } = extremesOf(values).range;
    expect(min + max).toBeNaN();
  });
});
