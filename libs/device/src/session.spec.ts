import * as fc from 'fast-check';
import { nextSession } from './session';

describe('nextSession()', () => {
  it('grows strictly within 64 bits, whatever clock and dice say', () => {
    const start = fc.record({
      nowMs: fc.oneof(
        fc.integer({ min: -1, max: 4_102_444_800_000 }),
        fc.constant(Number.MAX_SAFE_INTEGER),
      ),
      random: fc.double({ min: 0, max: 0.999_999_999, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(start, { maxLength: 20 }), (starts) => {
        let session = 0n;
        for (const { nowMs, random } of starts) {
          const next = nextSession(session, nowMs, random);
          expect(next).toBeGreaterThan(session);
          expect(next).toBeLessThan(2n ** 63n);
          session = next;
        }
      }),
    );
  });

  it('tells clones apart', () => {
    expect(nextSession(5n, 1e12, 0.25)).not.toBe(nextSession(5n, 1e12, 0.75));
  });
});
