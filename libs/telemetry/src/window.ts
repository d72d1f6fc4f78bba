import { LatencySketch } from './latency-sketch';

/** One inference, as the device saw it. */
export interface Inference {
  /** Wall time of the invocation. Left out of the sketch when the inference failed. */
  readonly latencyMs: number;
  /** Whether the answer was right; absent where there is no label. */
  readonly correct?: boolean;
  /** The invocation gave no answer. */
  readonly failed?: boolean;
}

/** Counters of a stretch of inferences of one variant on one delegate. Counts are exact. */
export interface WindowCounts {
  /** All inferences, failed ones included. */
  readonly inferenceCount: number;
  readonly failureCount: number;
  /** How many came with a label, and how many of those were right. */
  readonly labelledCount: number;
  readonly correctCount: number;
}

/** A window that still takes inferences; `foldInference` changes it in place, for it runs once an inference. */
export interface OpenWindow {
  readonly startedAtMs: number;
  inferenceCount: number;
  failureCount: number;
  labelledCount: number;
  correctCount: number;
  readonly latency: LatencySketch;
}

/** A window that no longer changes, ready to be sent. */
export interface ClosedWindow extends WindowCounts {
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** The protobuf form of a DDSketch of latency in milliseconds. */
  readonly latencySketch: Uint8Array;
}

export function openWindow(startedAtMs: number): OpenWindow {
  return {
    startedAtMs,
    inferenceCount: 0,
    failureCount: 0,
    labelledCount: 0,
    correctCount: 0,
    latency: new LatencySketch(),
  };
}

/** Counts one inference into the window. */
export function foldInference(window: OpenWindow, inference: Inference): void {
  if (inference.failed === true) window.failureCount += 1;
  else window.latency.add(inference.latencyMs);
  window.inferenceCount += 1;
  if (inference.failed === true || inference.correct === undefined) return;
  window.labelledCount += 1;
  if (inference.correct) window.correctCount += 1;
}

/** Freezes the window. A clock that went back gives a window of no length rather than a negative one. */
export function closeWindow(window: OpenWindow, nowMs: number): ClosedWindow {
  return {
    startedAtMs: window.startedAtMs,
    endedAtMs: Math.max(window.startedAtMs, nowMs),
    inferenceCount: window.inferenceCount,
    failureCount: window.failureCount,
    labelledCount: window.labelledCount,
    correctCount: window.correctCount,
    latencySketch: window.latency.toBytes(),
  };
}
