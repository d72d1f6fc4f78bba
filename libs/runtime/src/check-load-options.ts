import type { LoadOptions } from '@flotilla/evaluation';

const threadsLimit = 256;

/** @throws RangeError for counts that are no positive whole numbers within reason */
export function checkLoadOptions({ threads, batch }: LoadOptions): void {
  if (threads !== undefined) checkCount('threads', threads, threadsLimit);
  if (batch !== undefined) checkCount('batch', batch, 2 ** 31 - 1);
}

function checkCount(name: string, value: number, limit: number): void {
  if (!Number.isInteger(value) || value < 1 || value > limit) {
    throw new RangeError(`${name} must be a whole number from 1 to ${limit}, got ${value}`);
  }
}
