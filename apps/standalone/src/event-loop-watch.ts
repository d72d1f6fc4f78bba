import { createHistogram, performance } from 'node:perf_hooks';

const intervalMs = 5;

/** For how long the event loop was kept from its turn by this process's own work, in milliseconds. */
export interface EventLoopBlocking {
  readonly p99Ms: number;
  readonly maximumMs: number;
}

/**
 * Watches how long servers and broker, which share this process, wait for their turn. A turn that comes late because
 * other processes had the processor is not blocking: what counts is at most the processor time that this process (all its
 * threads, so an upper bound) took meanwhile.
 * @returns stops watching and tells
 */
export function watchEventLoop(): () => EventLoopBlocking {
  const microseconds = createHistogram();
  let wallMs = performance.now();
  let processor = process.cpuUsage();
  const timer = setInterval(() => {
    const lateMs = performance.now() - wallMs - intervalMs;
    const { user, system } = process.cpuUsage(processor);
    microseconds.record(Math.max(1, Math.round(Math.min(lateMs * 1000, user + system))));
    wallMs = performance.now();
    processor = process.cpuUsage();
  }, intervalMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    return { p99Ms: microseconds.percentile(99) / 1000, maximumMs: microseconds.max / 1000 };
  };
}
