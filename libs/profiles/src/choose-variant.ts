import type { HardwareProfile, QuantizationScheme } from './hardware-profile';

/** What was measured of one candidate. `null` is "not known", which is never read as good or bad. */
export interface CandidateMeasurement {
  readonly scheme: QuantizationScheme;
  readonly fileSizeBytes: number;
  /** Top-1 accuracy in points (0–100). */
  readonly accuracyPoints: number;
  /** 90th percentile on hardware of the profile's kind; null when it ran on something else. */
  readonly latencyP90Ms: number | null;
}

export interface CandidateVerdict {
  readonly scheme: QuantizationScheme;
  readonly verdict: 'chosen' | 'passed' | 'failed';
  /** Why it was chosen, or every budget that it broke; empty for `passed`. */
  readonly reason: string;
}

/**
 * Chooses among measured candidates: the first in the profile's order of schemes that loses no more accuracy than
 * allowed and keeps every budget that was measured.
 * @param floatAccuracyPoints top-1 of the float model on the same samples, in points
 * @returns one verdict for each candidate, at most one of them `chosen`
 */
export function chooseVariant(
  profile: HardwareProfile,
  floatAccuracyPoints: number,
  candidates: readonly CandidateMeasurement[],
): CandidateVerdict[] {
  const broken = new Map(
    candidates.map((each) => [each, brokenLimits(profile, floatAccuracyPoints, each)]),
  );
  const chosen = profile.schemes
    .flatMap((scheme) => candidates.filter((each) => each.scheme === scheme))
    .find((each) => broken.get(each)?.length === 0);
  return candidates.map((each) => {
    const reasons = broken.get(each) ?? [];
    if (reasons.length > 0)
      return { scheme: each.scheme, verdict: 'failed', reason: reasons.join('; ') };
    if (each !== chosen) return { scheme: each.scheme, verdict: 'passed', reason: '' };
    const why = `first of the profile's schemes (${profile.schemes.join(', ')}) that keeps its accuracy floor and every measured budget`;
    const unknown = unmeasuredBudgets(profile, each);
    const reason = unknown.length > 0 ? `${why}; not measured: ${unknown.join(', ')}` : why;
    return { scheme: each.scheme, verdict: 'chosen', reason };
  });
}

/** Budgets that the profile sets and nobody could hold against the candidate here. */
function unmeasuredBudgets(
  { budgets }: HardwareProfile,
  candidate: CandidateMeasurement,
): string[] {
  const unknown: string[] = [];
  if (budgets.latencyP90Ms !== null && candidate.latencyP90Ms === null)
    unknown.push("latency on the profile's hardware");
  if (budgets.peakMemoryBytes !== null) unknown.push('peak memory');
  if (budgets.powerMilliwatts !== null) unknown.push('power');
  return unknown;
}

/** Float rounding in a difference of two percentages must not decide. */
const roundingPoints = 1e-9;

function brokenLimits(
  profile: HardwareProfile,
  floatAccuracyPoints: number,
  candidate: CandidateMeasurement,
): string[] {
  const reasons: string[] = [];
  const lossPoints = floatAccuracyPoints - candidate.accuracyPoints;
  if (lossPoints > profile.maximumAccuracyLossPoints + roundingPoints)
    reasons.push(
      `loses ${lossPoints.toFixed(2)} points of top-1, at most ${profile.maximumAccuracyLossPoints} allowed`,
    );
  const { fileSizeBytes, latencyP90Ms } = profile.budgets;
  if (fileSizeBytes !== null && candidate.fileSizeBytes > fileSizeBytes)
    reasons.push(`file of ${candidate.fileSizeBytes} bytes, budget ${fileSizeBytes}`);
  if (
    latencyP90Ms !== null &&
    candidate.latencyP90Ms !== null &&
    candidate.latencyP90Ms > latencyP90Ms
  )
    reasons.push(`p90 of ${candidate.latencyP90Ms.toFixed(2)} ms, budget ${latencyP90Ms} ms`);
  return reasons;
}
