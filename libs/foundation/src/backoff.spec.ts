import * as fc from 'fast-check';
import { backoffMs } from './backoff';

describe('backoffMs()', () => {
  it('never leaves [0, maximum], and never exceeds the doubled base', () => {
    fc.assert(
      fc.property(
        fc.nat(1000),
        fc.integer({ min: 1, max: 10_000 }),
        fc.integer({ min: 1, max: 600_000 }),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (attempt, baseMs, maximumMs, roll) => {
          const delay = backoffMs(attempt, { baseMs, maximumMs, random: () => roll });
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(maximumMs);
          expect(delay).toBeLessThanOrEqual(Math.ceil(baseMs * 2 ** Math.min(attempt, 30)));
        },
      ),
    );
  });

  it('doubles the ceiling at each attempt', () => {
    const ceilings = [0, 1, 2, 3].map((attempt) =>
      backoffMs(attempt, { baseMs: 100, maximumMs: 500, random: () => 1 }),
    );
    expect(ceilings).toEqual([100, 200, 400, 500]);
  });
});
