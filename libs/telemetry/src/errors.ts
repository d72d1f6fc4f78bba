import { CodedError } from '@flotilla/foundation';

/** What can be wrong with bytes that claim to be a latency sketch. */
export type TelemetryErrorCode =
  /** Longer than any sketch that a device makes. */
  | 'SKETCH_TOO_LARGE'
  /** Not the protobuf form of a DDSketch, or counts that no sketch holds. */
  | 'SKETCH_MALFORMED'
  /** A sketch of another relative accuracy or mapping, which cannot be merged with ours. */
  | 'SKETCH_INCOMPATIBLE'
  /** Counters that contradict each other or the sketch. */
  | 'WINDOW_INCONSISTENT';

export function telemetryError(
  code: TelemetryErrorCode,
  message: string,
  cause?: unknown,
): CodedError<TelemetryErrorCode> {
  return new CodedError(code, message, cause === undefined ? undefined : { cause });
}
