import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  type OrganisationTransaction,
  type RolloutDeviceState,
  RolloutStageState,
  RolloutState,
  type Rows,
} from '@flotilla/database';
import { before, type PageWindow } from '../../api/pagination';
import { DATABASE } from '../../injection/tokens';
import type { RolloutPlan } from './rollout-plan';

export interface RolloutFilter {
  readonly modelVersionId?: string | null | undefined;
  readonly state?: RolloutState | null | undefined;
}

/** Rows of one insert; more would make one statement too long. */
const chunkSize = 5_000;

@Injectable()
export class RolloutsRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async find(organisationId: string, id: string): Promise<Rows.Rollout | null> {
    return this.client(organisationId).rollout.findUnique({
      where: { organisationId_id: { organisationId, id } },
    });
  }

  async page(
    organisationId: string,
    filter: RolloutFilter,
    window: PageWindow,
  ): Promise<Rows.Rollout[]> {
    return this.client(organisationId).rollout.findMany({
      where: { ...whereOf(filter), ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string, filter: RolloutFilter): Promise<number> {
    return this.client(organisationId).rollout.count({ where: whereOf(filter) });
  }

  async stages(organisationId: string, rolloutId: string): Promise<Rows.RolloutStage[]> {
    return this.client(organisationId).rolloutStage.findMany({
      where: { rolloutId },
      orderBy: { index: 'asc' },
    });
  }

  async deviceCounts(organisationId: string, rolloutId: string) {
    return this.client(organisationId).rolloutDevice.groupBy({
      by: ['stageIndex', 'state'],
      where: { rolloutId },
      _count: { _all: true },
      orderBy: [{ stageIndex: 'asc' }, { state: 'asc' }],
    });
  }

  async devicePage(
    organisationId: string,
    rolloutId: string,
    state: RolloutDeviceState | null,
    window: PageWindow,
  ): Promise<Rows.RolloutDevice[]> {
    return this.client(organisationId).rolloutDevice.findMany({
      where: { ...whereDevice(rolloutId, state), ...before('deviceId', window) },
      orderBy: { deviceId: 'desc' },
      take: window.take,
    });
  }

  async countDevices(
    organisationId: string,
    rolloutId: string,
    state: RolloutDeviceState | null,
  ): Promise<number> {
    return this.client(organisationId).rolloutDevice.count({
      where: whereDevice(rolloutId, state),
    });
  }

  /** Devices that the selector means: those of the profiles, or all that have one; none that is revoked. */
  async selectDevices(organisationId: string, profileIds: readonly string[]): Promise<string[]> {
    const rows = await this.client(organisationId).device.findMany({
      where: {
        profileId: profileIds.length > 0 ? { in: [...profileIds] } : { not: null },
        revokedAt: null,
      },
      select: { id: true },
    });
    return rows.map(({ id }) => id);
  }

  /** @param stageOf stage index by device id; a device without one is no target */
  async create(
    transaction: OrganisationTransaction,
    row: { organisationId: string; salt: string; modelVersionId: string },
    plan: RolloutPlan,
    stageOf: ReadonlyMap<string, number>,
  ): Promise<string> {
    const { organisationId } = row;
    const { stageTimeoutMs, ...gates } = plan.gates;
    const { id: rolloutId } = await transaction.rollout.create({
      data: {
        ...row,
        ...gates,
        stageTimeoutMs: stageTimeoutMs === null ? null : BigInt(stageTimeoutMs),
        name: plan.name,
        selectorProfileIds: plan.selector.profileIds,
      },
    });
    const now = new Date();
    await transaction.rolloutStage.createMany({
      data: plan.stages.map(({ percentage }, index) => ({
        organisationId,
        rolloutId,
        index,
        percentage,
        ...(index === 0 ? { state: RolloutStageState.RUNNING, startedAt: now, tickedAt: now } : {}),
      })),
    });
    const targets = [...stageOf].map(([deviceId, stageIndex]) => ({
      organisationId,
      rolloutId,
      deviceId,
      stageIndex,
    }));
    for (let at = 0; at < targets.length; at += chunkSize)
      await transaction.rolloutDevice.createMany({ data: targets.slice(at, at + chunkSize) });
    return rolloutId;
  }

  /** @returns whether the rollout still had that version */
  async change(
    transaction: OrganisationTransaction,
    rollout: Pick<Rows.Rollout, 'id' | 'version'>,
    data: Partial<Omit<Rows.Rollout, 'organisationId' | 'id' | 'version' | 'progressVersion'>>,
  ): Promise<boolean> {
    const { count } = await transaction.rollout.updateMany({
      where: { id: rollout.id, version: rollout.version },
      data: { ...data, version: { increment: 1 }, progressVersion: { increment: 1 } },
    });
    return count > 0;
  }

  /** Notes that something of the rollout changed. @returns its new progress version */
  async touch(organisationId: string, id: string): Promise<number> {
    const { progressVersion } = await this.client(organisationId).rollout.update({
      where: { organisationId_id: { organisationId, id } },
      data: { progressVersion: { increment: 1 } },
    });
    return progressVersion;
  }

  /** Rollouts of all organisations that the engine has something to do for. */
  async listUnderWay(): Promise<{ organisationId: string; id: string }[]> {
    return this.database.platform.rollout.findMany({
      where: { OR: [{ state: RolloutState.RUNNING }, { isTakingBack: true }] },
      select: { organisationId: true, id: true },
    });
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}

function whereOf({ modelVersionId, state }: RolloutFilter) {
  return {
    ...(modelVersionId == null ? {} : { modelVersionId }),
    ...(state == null ? {} : { state }),
  };
}

function whereDevice(rolloutId: string, state: RolloutDeviceState | null) {
  return { rolloutId, ...(state == null ? {} : { state }) };
}
