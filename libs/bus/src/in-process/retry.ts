import { backoffMs } from '@flotilla/foundation';

/** A message on its way to one group. */
export interface Delivery<T> {
  readonly message: T;
  /** How often it was tried in vain. */
  failures: number;
}

/** Hands the message to the handler once; how long to wait before the next try, null when there is to be none. */
export type Attempt<T> = (
  delivery: Delivery<T>,
  handler: (message: T) => Promise<void>,
) => Promise<number | null>;

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

/** @param draining once aborted, a failure is final: a closing bus does not wait for backoff */
export function createAttempt<T>(
  policy: RetryPolicy,
  listener: RetryListener<T>,
  draining: AbortSignal,
): Attempt<T> {
  return async (delivery, handler) => {
    const { message } = delivery;
    try {
      await handler(message);
      return null;
    } catch (error) {
      delivery.failures++;
      listener.onFailure(message, error, delivery.failures);
      if (delivery.failures < policy.attempts && !draining.aborted) {
        return backoffMs(delivery.failures - 1, policy);
      }
      listener.onGivenUp(message, error);
      return null;
    }
  };
}
