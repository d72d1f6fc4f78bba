import { performance } from 'node:perf_hooks';
import { openMainThreadClock } from './main-thread-time';

const intervalMs = 5;

/**
 * Watches how long servers and broker, which share the event loop, are kept from their turn by its work. A turn that comes
 * late because other processes or threads had the processor is not work of the loop: what counts is at most the
 * processor time that the main thread took meanwhile. Waiting for a disk in a synchronous call does not count either.
 * @returns stops watching, and tells the longest that the loop was kept, in milliseconds
 */
export function watchEventLoop(): () => number {
  const processor = openMainThreadClock();
  let longestMs = 0;
  let last = { wallMs: performance.now(), processorMs: processor.now() };
  const timer = setInterval(() => {
    const now = { wallMs: performance.now(), processorMs: processor.now() };
    const lateMs = now.wallMs - last.wallMs - intervalMs;
    longestMs = Math.max(longestMs, Math.min(lateMs, now.processorMs - last.processorMs));
    last = now;
  }, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    processor.close();
    return longestMs;
  };
}
