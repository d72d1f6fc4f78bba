import type { RolloutDeviceState, Rows } from '@flotilla/database';
import { gatesOf } from '../storage/rollout-columns';
import { evaluationSchema } from '../storage/stored-evaluation';
import type { Rollout } from './rollout';
import type { RolloutDevice } from './rollout-device';
import type { RolloutStage } from './rollout-stage';

export function rolloutOf(row: Rows.Rollout): Rollout {
  return {
    id: row.id,
    version: row.version,
    progressVersion: row.progressVersion,
    modelVersionId: row.modelVersionId,
    name: row.name,
    state: row.state,
    reasons: row.stateReasons,
    pauseReason: row.state === 'PAUSED' ? row.stateReasons.join('; ') : null,
    stageIndex: row.stageIndex,
    gates: gatesOf(row),
    selector: { profileIds: row.selectorProfileIds },
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}

export interface StageDeviceCount {
  readonly stageIndex: number;
  readonly state: RolloutDeviceState;
  readonly _count: { readonly _all: number };
}

export function stageOf(row: Rows.RolloutStage, counts: readonly StageDeviceCount[]): RolloutStage {
  const own = counts.filter(({ stageIndex }) => stageIndex === row.index);
  const evaluation = row.evaluation === null ? null : evaluationSchema.parse(row.evaluation);
  return {
    index: row.index,
    percentage: row.percentage,
    state: row.state,
    targetCount: own.reduce((sum, { _count }) => sum + _count._all, 0),
    deviceCounts: own.map(({ state, _count }) => ({ state, count: _count._all })),
    evaluation:
      evaluation === null ? null : { ...evaluation, evaluatedAt: new Date(evaluation.evaluatedAt) },
    startedAt: row.startedAt,
    finishedAt: row.finishedAt,
  };
}

export function rolloutDeviceOf(row: Rows.RolloutDevice): RolloutDevice {
  return {
    deviceId: row.deviceId,
    variantId: row.variantId,
    stageIndex: row.stageIndex,
    state: row.state,
    attempt: row.attempt,
    fraction: row.fraction,
    code: row.code || null,
    message: row.message || null,
    delegate: row.delegate || null,
    updatedAt: row.updatedAt,
  };
}
