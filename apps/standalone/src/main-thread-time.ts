import { closeSync, openSync, readSync } from 'node:fs';

/** A clock that runs only while the main thread has the processor. */
export interface MainThreadClock {
  /** Processor time so far, in milliseconds. On Linux to a scheduler tick (1 to 10 ms). */
  now(): number;
  close(): void;
}

/** What the kernel counts for each thread; the main thread bears the id of its process. */
export function openMainThreadClock(
  file = `/proc/self/task/${process.pid}/schedstat`,
): MainThreadClock {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch {
    // Not Linux, or a kernel without it: the whole process, all its threads, which is never less.
    return { now: processTimeMs, close: () => undefined };
  }
  const text = Buffer.alloc(64);
  return {
    now: () => {
      const length = readSync(descriptor, text, 0, text.length, 0);
      // "nanoseconds on the processor, nanoseconds waiting for it, turns"
      return Number.parseInt(text.toString('latin1', 0, length), 10) / 1e6;
    },
    close: () => {
      closeSync(descriptor);
    },
  };
}

function processTimeMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
