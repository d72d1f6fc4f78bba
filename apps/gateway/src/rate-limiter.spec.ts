import { RateLimiter } from './rate-limiter';

describe('RateLimiter.take()', () => {
  function limiter(maximumKeys?: number): { limiter: RateLimiter; clock: { now: number } } {
    const clock = { now: 0 };
    const limit = { burst: 2, perSecond: 0.5 };
    return { clock, limiter: new RateLimiter(limit, { nowMs: () => clock.now }, maximumKeys) };
  }

  it('allows the burst, then says how long to wait', () => {
    const { limiter: limited } = limiter();
    expect([1, 2, 3].map(() => limited.take('a'))).toEqual([0, 0, 2_000]);
  });

  it('allows again as time passes, never more than the burst', () => {
    const { limiter: limited, clock } = limiter();
    limited.take('a');
    limited.take('a');
    clock.now = 2_000;
    expect([1, 2].map(() => limited.take('a'))).toEqual([0, 2_000]);
    clock.now = 3_600_000;
    expect([1, 2, 3].map(() => limited.take('a'))).toEqual([0, 0, 2_000]);
  });

  it('keeps keys apart, and gives nothing for a clock that runs backwards', () => {
    const { limiter: limited, clock } = limiter();
    limited.take('a');
    limited.take('a');
    clock.now = -60_000;
    expect(limited.take('a')).toBe(2_000);
    expect(limited.take('b')).toBe(0);
  });

  it('forgets the longest unused key when there are too many', () => {
    const { limiter: limited } = limiter(2);
    limited.take('a');
    limited.take('a');
    limited.take('b');
    limited.take('c');
    expect(limited.take('a')).toBe(0);
  });
});
