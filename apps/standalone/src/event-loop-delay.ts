import { monitorEventLoopDelay } from 'node:perf_hooks';

/** How often the loop is looked at; what it holds beyond that is delay. */
const resolutionMs = 5;

export interface EventLoopDelay {
  /** In milliseconds, the sampling interval taken off. */
  readonly p99Ms: number;
  readonly maximumMs: number;
}

/** Watches how long servers and broker, which share this process, have to wait for their turn. */
export function watchEventLoop(): () => EventLoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  histogram.enable();
  return () => {
    histogram.disable();
    const delayMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
    return { p99Ms: delayMs(histogram.percentile(99)), maximumMs: delayMs(histogram.max) };
  };
}
