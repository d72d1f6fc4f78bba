import type { Clock } from '@flotilla/foundation';

interface Bucket {
  tokens: number;
  updatedAtMs: number;
}

export interface RateLimit {
  /** Calls that may come at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/** A token bucket a key (such as an address), for a bounded number of keys; the longest unused is forgotten first. */
export class RateLimiter {
  private readonly buckets = new Map<string, Bucket>();

  constructor(
    private readonly limit: RateLimit,
    private readonly clock: Clock,
    private readonly maximumKeys = 10_000,
  ) {}

  /** Milliseconds to wait before the call may be made; 0 when it may, which counts it. */
  take(key: string): number {
    const bucket = this.refill(key);
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return Math.ceil((1_000 * (1 - bucket.tokens)) / this.limit.perSecond);
  }

  private refill(key: string): Bucket {
    const { burst, perSecond } = this.limit;
    const nowMs = this.clock.nowMs();
    const bucket = this.buckets.get(key) ?? { tokens: burst, updatedAtMs: nowMs };
    const elapsedSeconds = Math.max(0, nowMs - bucket.updatedAtMs) / 1_000;
    bucket.tokens = Math.min(burst, bucket.tokens + elapsedSeconds * perSecond);
    bucket.updatedAtMs = nowMs;
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    const longestUnused = this.buckets.keys().next();
    if (this.buckets.size > this.maximumKeys && !longestUnused.done) {
      this.buckets.delete(longestUnused.value);
    }
    return bucket;
  }
}
