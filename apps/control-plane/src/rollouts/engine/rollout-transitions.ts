import { Injectable } from '@nestjs/common';
import {
  type OrganisationTransaction,
  RolloutDeviceState,
  RolloutStageState,
  RolloutState,
  type Rows,
} from '@flotilla/database';
import { ApiError } from '../../errors';
import { columnOf, underWayColumns, unsuccessfulColumns } from '../storage/rollout-columns';
import { RolloutsRepository } from '../storage/rollouts.repository';

export type Transition = (
  transaction: OrganisationTransaction,
  rollout: Rows.Rollout,
) => Promise<void>;

/** What people may do to a rollout, each in one transaction. */
@Injectable()
export class RolloutTransitions {
  constructor(private readonly repository: RolloutsRepository) {}

  readonly pause: Transition = async (transaction, rollout) => {
    requireState(rollout, [RolloutState.RUNNING]);
    await this.change(transaction, rollout, {
      state: RolloutState.PAUSED,
      stateReasons: ['paused by a person'],
    });
  };

  /**
   * Devices that were unsuccessful, or had no variant, get another attempt; the stage's time and the evidence start
   * anew, because whoever resumes knows what was seen.
   */
  readonly resume: Transition = async (transaction, rollout) => {
    requireState(rollout, [RolloutState.PAUSED]);
    await this.change(transaction, rollout, {
      state: RolloutState.RUNNING,
      stateReasons: [],
      evidenceEpoch: rollout.evidenceEpoch + 1,
    });
    const now = new Date();
    const stage = { rolloutId: rollout.id, index: rollout.stageIndex };
    await transaction.rolloutStage.updateMany({
      where: stage,
      data: {
        state: RolloutStageState.RUNNING,
        startedAt: now,
        finishedAt: null,
        tickedAt: now,
        elapsedMs: 0n,
      },
    });
    await transaction.rolloutDevice.updateMany({
      where: {
        rolloutId: rollout.id,
        state: { in: [...unsuccessfulColumns, columnOf('no-variant')] },
      },
      data: {
        state: RolloutDeviceState.PENDING,
        attempt: { increment: 1 },
        version: { increment: 1 },
        variantId: null,
        fraction: 0,
        code: '',
        message: '',
        committedAt: null,
        updatedAt: now,
      },
    });
  };

  /**
   * Devices that have committed keep what they run; the others go back to what they were asked for before, which the
   * engine sees to (`TakeBack`).
   */
  readonly abort: Transition = async (transaction, rollout) => {
    requireState(rollout, [RolloutState.RUNNING, RolloutState.PAUSED]);
    const finishedAt = new Date();
    await this.change(transaction, rollout, {
      state: RolloutState.ABORTED,
      stateReasons: ['aborted by a person'],
      finishedAt,
      isTakingBack: true,
    });
    await transaction.rolloutStage.updateMany({
      where: { rolloutId: rollout.id, state: RolloutStageState.RUNNING },
      data: { state: RolloutStageState.FAILED, finishedAt },
    });
    await transaction.rolloutDevice.updateMany({
      where: { rolloutId: rollout.id, state: { in: underWayColumns } },
      data: {
        state: RolloutDeviceState.CANCELLED,
        version: { increment: 1 },
        updatedAt: finishedAt,
      },
    });
  };

  private async change(
    transaction: OrganisationTransaction,
    rollout: Rows.Rollout,
    data: Parameters<RolloutsRepository['change']>[2],
  ): Promise<void> {
    if (!(await this.repository.change(transaction, rollout, data)))
      throw new ApiError(
        'VERSION_CONFLICT',
        'the rollout changed at the same moment; look at it again',
      );
  }
}

function requireState({ state }: Rows.Rollout, allowed: readonly RolloutState[]): void {
  if (!allowed.includes(state))
    throw new ApiError(
      'STATE_CONFLICT',
      `the rollout is ${state}; this needs ${allowed.join(' or ')}`,
    );
}
