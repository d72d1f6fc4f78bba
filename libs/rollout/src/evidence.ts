import { wilson } from '@flotilla/foundation';
import type { Gates, VariantEvidence } from './gates';

export type Verdict = 'pass' | 'fail' | 'inconclusive';

export interface Finding {
  readonly verdict: Verdict;
  /** In words, with the numbers that led to it. */
  readonly reason: string;
}

/**
 * Judges accuracy by its 95 % Wilson interval. Surely below the floor (upper bound under it) fails, at or above it
 * passes; between the two more samples are needed, because a fleet must not stop, or go on, by luck. Counts that cannot
 * be true decide nothing either, nor does any count where nobody knows what to expect.
 */
export function judgeAccuracy(evidence: VariantEvidence, gates: Gates): Finding {
  const { label, labelledCount, correctCount, expectedAccuracyPoints } = evidence;
  if (expectedAccuracyPoints === null)
    return {
      verdict: 'inconclusive',
      reason: `${label}: the variant's own top-1 was never measured, so there is no floor to hold the fleet to`,
    };
  if (labelledCount < gates.minimumSampleCount || labelledCount < 1)
    return {
      verdict: 'inconclusive',
      reason: `${label}: ${labelledCount} of ${gates.minimumSampleCount} labelled inferences`,
    };
  if (!(correctCount >= 0 && correctCount <= labelledCount))
    return {
      verdict: 'inconclusive',
      reason: `${label}: ${correctCount} right of ${labelledCount} labelled inferences cannot be`,
    };
  const floor = expectedAccuracyPoints - gates.maximumAccuracyLossPoints;
  const share = wilson(correctCount, labelledCount);
  const [points, upper] = [100 * share.value, 100 * share.upper];
  const shown = `${label}: accuracy ${points.toFixed(2)} (at most ${upper.toFixed(2)}, n=${labelledCount}), floor ${floor.toFixed(2)}`;
  if (points >= floor) return { verdict: 'pass', reason: shown };
  return { verdict: upper < floor ? 'fail' : 'inconclusive', reason: shown };
}

/** Judges the 90th percentile of latency against the gate, once there are enough samples. */
export function judgeLatency(evidence: VariantEvidence, gates: Gates): Finding {
  const { label, latencyP90Ms, latencySampleCount } = evidence;
  if (gates.maximumLatencyP90Ms === null)
    return { verdict: 'pass', reason: `${label}: no latency limit` };
  if (latencyP90Ms === null || latencySampleCount < gates.minimumSampleCount)
    return {
      verdict: 'inconclusive',
      reason: `${label}: ${latencySampleCount} of ${gates.minimumSampleCount} latency samples`,
    };
  return {
    verdict: latencyP90Ms <= gates.maximumLatencyP90Ms ? 'pass' : 'fail',
    reason: `${label}: p90 ${latencyP90Ms.toFixed(2)} ms (n=${latencySampleCount}), limit ${gates.maximumLatencyP90Ms} ms`,
  };
}
