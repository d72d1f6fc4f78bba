import { type DeviceState, outcomeOf } from './device-state';
import { type Finding, judgeAccuracy, judgeLatency } from './evidence';
import type { Gates, VariantEvidence } from './gates';

export type RolloutState = 'running' | 'paused' | 'completed' | 'aborted';

/** All that a decision depends on; derived afresh from the database each time. */
export interface RolloutSnapshot {
  readonly state: RolloutState;
  readonly stageIndex: number;
  readonly stageCount: number;
  /** How long the stage has been worked on: time in which no engine ran is not the devices' fault. */
  readonly stageElapsedMs: number;
  readonly gates: Gates;
  /** States of the devices of this stage and the stages before it. */
  readonly deviceStates: readonly DeviceState[];
  /** One entry for each variant that a device of these stages was offered. */
  readonly evidence: readonly VariantEvidence[];
}

export interface StageEvaluation {
  readonly committedCount: number;
  readonly unsuccessfulCount: number;
  readonly countedCount: number;
  readonly findings: readonly Finding[];
}

export type RolloutDecision =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'wait';
      readonly evaluation: StageEvaluation;
      readonly reasons: readonly string[];
    }
  | { readonly kind: 'advance'; readonly evaluation: StageEvaluation }
  | { readonly kind: 'complete'; readonly evaluation: StageEvaluation }
  | {
      readonly kind: 'pause';
      readonly evaluation: StageEvaluation;
      readonly reasons: readonly string[];
    };

/**
 * What a rollout does next. Failures are looked at before successes, a variant that is surely worse stops the
 * rollout even while devices are still updating, and missing evidence is never taken for good news.
 */
export function decideRollout(snapshot: RolloutSnapshot): RolloutDecision {
  if (snapshot.state !== 'running') return { kind: 'none' };
  const evaluation = evaluateStage(snapshot);
  const stops = reasonsToStop(evaluation, snapshot.gates);
  if (stops.length > 0) return { kind: 'pause', evaluation, reasons: stops };
  const waits = reasonsToWait(evaluation, snapshot.gates);
  if (waits.length > 0) return waitOrTimeOut(snapshot, evaluation, waits);
  const last = snapshot.stageIndex + 1 >= snapshot.stageCount;
  return { kind: last ? 'complete' : 'advance', evaluation };
}

function evaluateStage({ deviceStates, evidence, gates }: RolloutSnapshot): StageEvaluation {
  const outcomes = deviceStates.map((state) => outcomeOf[state]);
  const countOf = (outcome: string) => outcomes.filter((each) => each === outcome).length;
  const committing = evidence.filter(({ committedDeviceCount }) => committedDeviceCount > 0);
  return {
    committedCount: countOf('committed'),
    unsuccessfulCount: countOf('unsuccessful'),
    countedCount: outcomes.length - countOf('excluded'),
    findings: committing.flatMap((each) => [judgeAccuracy(each, gates), judgeLatency(each, gates)]),
  };
}

function reasonsToStop(evaluation: StageEvaluation, gates: Gates): string[] {
  const { committedCount, unsuccessfulCount, countedCount, findings } = evaluation;
  const reasons = findings.filter(({ verdict }) => verdict === 'fail').map(({ reason }) => reason);
  if (countedCount === 0) reasons.push('no device of this stage can take any variant');
  else if (unsuccessfulCount / countedCount > gates.maximumUnsuccessfulShare)
    reasons.push(`${unsuccessfulCount} of ${countedCount} devices did not take the update`);
  const reachable = countedCount - unsuccessfulCount;
  if (countedCount > 0 && reachable / countedCount < gates.minimumCommittedShare)
    reasons.push(
      `at most ${reachable} of ${countedCount} devices can still commit (${committedCount} have)`,
    );
  return reasons;
}

function reasonsToWait(evaluation: StageEvaluation, gates: Gates): string[] {
  const { committedCount, countedCount, findings } = evaluation;
  const reasons = findings
    .filter(({ verdict }) => verdict === 'inconclusive')
    .map(({ reason }) => reason);
  if (committedCount / countedCount < gates.minimumCommittedShare)
    reasons.unshift(`${committedCount} of ${countedCount} devices have committed`);
  return reasons;
}

function waitOrTimeOut(
  { gates, stageElapsedMs }: RolloutSnapshot,
  evaluation: StageEvaluation,
  reasons: string[],
): RolloutDecision {
  const overdue = gates.stageTimeoutMs !== null && stageElapsedMs > gates.stageTimeoutMs;
  return overdue
    ? { kind: 'pause', evaluation, reasons: ['the stage ran out of time', ...reasons] }
    : { kind: 'wait', evaluation, reasons };
}
