import { type Proportion, wilson } from '@flotilla/foundation';
import { telemetryError } from './errors';
import { LatencySketch } from './latency-sketch';
import type { ClosedWindow, WindowCounts } from './window';

/** What any number of windows say together; grows with neither windows nor devices. */
export interface Summary extends WindowCounts {
  readonly latency: LatencySketch;
}

/** Percentiles of latency, and over how many inferences: without that a percentile says little. */
export interface LatencyPercentiles {
  readonly p50Ms: number;
  readonly p90Ms: number;
  readonly p99Ms: number;
  readonly sampleCount: number;
}

type Window = WindowCounts & Pick<ClosedWindow, 'latencySketch'>;

/** Merges what was said of one device or of a fleet, in any order and grouping. */
export function mergeSummaries(summaries: Iterable<Summary>): Summary {
  const latency = new LatencySketch();
  const sum = { inferenceCount: 0, failureCount: 0, labelledCount: 0, correctCount: 0 };
  for (const each of summaries) {
    sum.inferenceCount += each.inferenceCount;
    sum.failureCount += each.failureCount;
    sum.labelledCount += each.labelledCount;
    sum.correctCount += each.correctCount;
    latency.merge(each.latency);
  }
  return { ...sum, latency };
}

/**
 * Reads one window, refusing counters that contradict each other or the sketch.
 * @throws CodedError `SKETCH_*` or `WINDOW_INCONSISTENT`
 */
export function readWindow(window: Window): Summary {
  const { inferenceCount, failureCount, labelledCount, correctCount } = window;
  const counts = { inferenceCount, failureCount, labelledCount, correctCount };
  const latency = LatencySketch.fromBytes(window.latencySketch);
  const consistent =
    Object.values(counts).every((count) => Number.isSafeInteger(count) && count >= 0) &&
    correctCount <= labelledCount &&
    labelledCount + failureCount <= inferenceCount &&
    latency.count === inferenceCount - failureCount;
  if (!consistent) {
    throw telemetryError(
      'WINDOW_INCONSISTENT',
      `cannot count a window of ${inferenceCount} inferences, ${failureCount} failed, ${labelledCount} labelled, ` +
        `${correctCount} right, ${latency.count} latencies`,
    );
  }
  return { ...counts, latency };
}

/** @returns null when nothing was measured */
export function latencyPercentiles(sketch: LatencySketch): LatencyPercentiles | null {
  const [p50Ms, p90Ms, p99Ms] = [0.5, 0.9, 0.99].map((q) => sketch.quantile(q));
  if (p50Ms == null || p90Ms == null || p99Ms == null) return null;
  return { p50Ms, p90Ms, p99Ms, sampleCount: sketch.count };
}

/**
 * The share of labelled inferences that were right, with its 95 % interval.
 * @returns null when nothing was labelled
 */
export function accuracyOf(counts: WindowCounts): Proportion | null {
  return counts.labelledCount === 0 ? null : wilson(counts.correctCount, counts.labelledCount);
}
