import { limits, type Telemetry } from '@flotilla/protocol';
import {
  type ClosedWindow,
  closeWindow,
  foldInference,
  type Inference,
  openWindow,
  type OpenWindow,
} from '@flotilla/telemetry';

/** What an inference is counted under. */
export interface WindowKey {
  readonly model: string;
  readonly variantId: string;
  readonly delegate: string;
}

interface Recording {
  readonly key: WindowKey;
  readonly window: OpenWindow;
}

/**
 * Folds inferences into one open window per model, variant and delegate, and numbers the windows as they are closed.
 * While there is no room for closed windows, the open ones go on: counts get coarser in time, never wrong or lost.
 */
export class WindowRecorder {
  private readonly open = new Map<string, Recording>();
  private lastSequence = 0n;

  constructor(
    private readonly session: bigint,
    private readonly windowMs: number,
  ) {}

  fold(key: WindowKey, inference: Inference, nowMs: number): void {
    const name = JSON.stringify([key.model, key.variantId, key.delegate]);
    let recording = this.open.get(name);
    if (!recording) {
      recording = { key, window: openWindow(nowMs) };
      this.open.set(name, recording);
    }
    foldInference(recording.window, inference);
  }

  /**
   * Closes at most one window that has run its time, so that the caller can look for room before the next.
   * @param options `early` closes windows that still have time, as at the end of the process
   * @returns null when none is due
   */
  closeNext(nowMs: number, options: { readonly early?: boolean } = {}): Telemetry | null {
    for (const [name, { key, window }] of this.open) {
      const ageMs = nowMs - window.startedAtMs;
      // A clock that went back would otherwise hold the window open until it has caught up.
      const isDue = options.early === true || ageMs >= this.windowMs || ageMs < 0;
      if (!isDue) continue;
      this.open.delete(name);
      this.lastSequence += 1n;
      return toMessage(key, closeWindow(window, nowMs), this.session, this.lastSequence);
    }
    return null;
  }
}

function toMessage(
  key: WindowKey,
  window: ClosedWindow,
  session: bigint,
  sequence: bigint,
): Telemetry {
  return {
    session,
    sequence,
    ...key,
    startedAtMs: epochMs(window.startedAtMs),
    endedAtMs: epochMs(window.endedAtMs),
    inferenceCount: BigInt(window.inferenceCount),
    failureCount: BigInt(window.failureCount),
    labelledCount: BigInt(window.labelledCount),
    correctCount: BigInt(window.correctCount),
    latencySketch: window.latencySketch,
  };
}

function epochMs(ms: number): bigint {
  const whole = BigInt(Math.max(0, Math.trunc(ms)));
  return whole > limits.timestampMs ? limits.timestampMs : whole;
}
