import { setTimeout as delay } from 'node:timers/promises';
import { backoffMs } from '@flotilla/foundation';

/** Runs the handler until it succeeds or is given up; false when `signal` stopped it before either. */
export type Retry<T> = (
  message: T,
  handler: (message: T) => Promise<void>,
  signal: AbortSignal,
) => Promise<boolean>;

export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly maximumMs: number;
  readonly random: () => number;
}

export interface RetryListener<T> {
  readonly onFailure: (message: T, error: unknown, attempt: number) => void;
  readonly onGivenUp: (message: T, error: unknown) => void;
}

/**
 * The member keeps a failed message and tries it again in place, so that messages never overtake each other.
 * @param draining once aborted, a failure is final: a closing bus does not wait for backoff
 */
export function createRetry<T>(
  policy: RetryPolicy,
  listener: RetryListener<T>,
  draining: AbortSignal,
): Retry<T> {
  return async (message, handler, signal) => {
    for (let attempt = 1; ; attempt++) {
      try {
        await handler(message);
        return true;
      } catch (error) {
        listener.onFailure(message, error, attempt);
        if (attempt >= policy.attempts || draining.aborted) {
          listener.onGivenUp(message, error);
          return true;
        }
      }
      const stopped = AbortSignal.any([signal, draining]);
      await delay(backoffMs(attempt - 1, policy), undefined, { signal: stopped }).catch(noop);
      if (signal.aborted) return false;
    }
  };
}

function noop(): void {
  // The abort that cut the pause short is read from the signals.
}
