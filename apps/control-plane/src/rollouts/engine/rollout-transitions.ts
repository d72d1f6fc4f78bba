import { Injectable } from '@nestjs/common';
import {
  type OrganisationTransaction,
  RolloutDeviceState,
  RolloutStageState,
  RolloutState,
  type Rows,
} from '@flotilla/database';
import { DesiredStates } from '../../devices/desired-states';
import { ApiError } from '../../errors';
import { committedColumns, underWayColumns, unsuccessfulColumns } from '../storage/rollout-columns';
import { RolloutsRepository } from '../storage/rollouts.repository';

/** @returns devices whose desired state it changed */
export type Transition = (
  transaction: OrganisationTransaction,
  rollout: Rows.Rollout,
) => Promise<readonly string[]>;

/** What people may do to a rollout, each in one transaction. */
@Injectable()
export class RolloutTransitions {
  constructor(
    private readonly repository: RolloutsRepository,
    private readonly desiredStates: DesiredStates,
  ) {}

  readonly pause: Transition = async (transaction, rollout) => {
    requireState(rollout, [RolloutState.RUNNING]);
    await this.change(transaction, rollout, {
      state: RolloutState.PAUSED,
      stateReasons: ['paused by a person'],
    });
    return [];
  };

  /** Devices that were unsuccessful get another attempt; the stage's time starts anew. */
  readonly resume: Transition = async (transaction, rollout) => {
    requireState(rollout, [RolloutState.PAUSED]);
    await this.change(transaction, rollout, { state: RolloutState.RUNNING, stateReasons: [] });
    const stage = { rolloutId: rollout.id, index: rollout.stageIndex };
    await transaction.rolloutStage.updateMany({
      where: stage,
      data: { state: RolloutStageState.RUNNING, startedAt: new Date(), finishedAt: null },
    });
    await transaction.rolloutDevice.updateMany({
      where: { rolloutId: rollout.id, state: { in: unsuccessfulColumns } },
      data: {
        state: RolloutDeviceState.PENDING,
        attempt: { increment: 1 },
        version: { increment: 1 },
        code: '',
        message: '',
        updatedAt: new Date(),
      },
    });
    return [];
  };

  /** Devices that have committed keep what they run; the others go back to what they were asked for before. */
  readonly abort: Transition = async (transaction, rollout) => {
    requireState(rollout, [RolloutState.RUNNING, RolloutState.PAUSED]);
    const finishedAt = new Date();
    await this.change(transaction, rollout, {
      state: RolloutState.ABORTED,
      stateReasons: ['aborted by a person'],
      finishedAt,
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
    return this.takeBack(transaction, rollout.id);
  };

  private async takeBack(
    transaction: OrganisationTransaction,
    rolloutId: string,
  ): Promise<readonly string[]> {
    const releases = await transaction.deviceRelease.findMany({ where: { rolloutId } });
    const keeping = await transaction.rolloutDevice.findMany({
      where: { rolloutId, state: { in: committedColumns } },
      select: { deviceId: true },
    });
    const kept = new Set(keeping.map(({ deviceId }) => deviceId));
    const lost = releases.filter(({ deviceId }) => !kept.has(deviceId));
    for (const release of lost) await this.restore(transaction, release);
    const deviceIds = lost.map(({ deviceId }) => deviceId);
    await this.desiredStates.raise(transaction, deviceIds);
    return deviceIds;
  }

  private async restore(
    transaction: OrganisationTransaction,
    release: Rows.DeviceRelease,
  ): Promise<void> {
    const { organisationId, deviceId, modelId } = release;
    const before = await transaction.rolloutDevice.findFirst({
      where: {
        deviceId,
        rolloutId: { not: release.rolloutId },
        rollout: { modelVersion: { modelId } },
        state: { in: committedColumns },
      },
      orderBy: { committedAt: 'desc' },
    });
    const where = { organisationId_deviceId_modelId: { organisationId, deviceId, modelId } };
    if (before?.variantId == null) await transaction.deviceRelease.delete({ where });
    else
      await transaction.deviceRelease.update({
        where,
        data: {
          variantId: before.variantId,
          rolloutId: before.rolloutId,
          attempt: before.attempt,
          version: before.version,
        },
      });
  }

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
