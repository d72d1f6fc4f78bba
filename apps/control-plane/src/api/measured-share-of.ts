import { accuracyOf, type Summary } from '@flotilla/telemetry';
import type { MeasuredShare } from './measured-share';

/** Accuracy over labelled inferences with its interval; null when there were none. */
export function accuracyShareOf(
  summary: Pick<Summary, 'inferenceCount' | 'failureCount' | 'labelledCount' | 'correctCount'>,
): MeasuredShare | null {
  const accuracy = accuracyOf(summary);
  if (accuracy === null) return null;
  const { value, lower, upper, count } = accuracy;
  return { value, lower, upper, sampleCount: count };
}
