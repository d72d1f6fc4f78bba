import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError } from '@flotilla/foundation';

/**
 * Asks `look` again and again until it gives something.
 * @throws CodedError `DEMO_TIMEOUT` naming what was waited for
 */
export async function waitUntil<Result>(
  what: string,
  timeoutMs: number,
  look: () => Promise<Result | null>,
): Promise<Result> {
  const deadlineMs = Date.now() + timeoutMs;
  for (;;) {
    const result = await look();
    if (result !== null) return result;
    if (Date.now() > deadlineMs)
      throw new CodedError('DEMO_TIMEOUT', `waited ${timeoutMs / 1000} s for ${what}`);
    await sleep(250);
  }
}
