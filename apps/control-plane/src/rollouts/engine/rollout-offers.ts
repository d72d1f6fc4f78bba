import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  type OrganisationTransaction,
  RolloutDeviceState,
  RolloutState,
  type Rows,
} from '@flotilla/database';
import type { ControlPlaneConfig } from '../../config';
import { DesiredStates } from '../../devices/desired-states';
import { CONFIG, DATABASE } from '../../injection/tokens';
import { VariantsRepository } from '../../variants/variants.repository';
import { revokedColumns, underWayColumns } from '../storage/rollout-columns';
import type { RolloutKey } from './rollout-key';

type Target = Rows.RolloutDevice & {
  readonly device: Pick<Rows.Device, 'profileId' | 'revokedAt'>;
};

const withoutVariant = {
  state: RolloutDeviceState.NO_VARIANT,
  code: 'NO_VARIANT',
  message: 'no ready variant of this model version for the profile of the device',
};

/** Offers the devices of the stages reached so far the variant of their profile. */
@Injectable()
export class RolloutOffers {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
    private readonly variants: VariantsRepository,
    private readonly desiredStates: DesiredStates,
  ) {}

  /**
   * Resumable after any crash: what is offered is no longer pending, and whose message was lost asks with its hello.
   * @returns devices whose desired state it changed
   */
  async offer(rollout: Rows.Rollout): Promise<readonly string[]> {
    const { organisationId } = rollout;
    const client = this.database.scopedTo(organisationId);
    const pending = await client.rolloutDevice.findMany({
      where: {
        rolloutId: rollout.id,
        stageIndex: { lte: rollout.stageIndex },
        state: RolloutDeviceState.PENDING,
      },
      include: { device: { select: { profileId: true, revokedAt: true } } },
    });
    if (pending.length === 0) return [];
    const variants = await this.variants.newestReady(organisationId, rollout.modelVersionId);
    const { modelId } = await client.modelVersion.findUniqueOrThrow({
      where: { organisationId_id: { organisationId, id: rollout.modelVersionId } },
    });
    const offered: string[] = [];
    const { rolloutChunkSize } = this.config;
    for (let at = 0; at < pending.length; at += rolloutChunkSize) {
      const chunk = pending.slice(at, at + rolloutChunkSize);
      const done = await client.$transaction(async (transaction) =>
        (await holdRunning(transaction, rollout))
          ? this.offerAll(transaction, modelId, chunk, variants)
          : null,
      );
      if (done === null) break;
      offered.push(...done);
    }
    return offered;
  }

  /**
   * Devices that are connected and have not said a word about their update for a while: the offer, or their report,
   * may be lost. A newer counter makes them say again where they stand.
   * @returns whom to tell again
   */
  async remind({ organisationId, id }: RolloutKey, now: Date): Promise<readonly string[]> {
    const client = this.database.scopedTo(organisationId);
    const where = {
      rolloutId: id,
      state: { in: underWayColumns, not: RolloutDeviceState.PENDING },
      updatedAt: { lt: new Date(now.getTime() - this.config.reminderMs) },
      device: { presence: { online: true } },
    };
    if ((await client.rolloutDevice.count({ where })) === 0) return [];
    return client.$transaction(async (transaction) => {
      if (!(await holdRunning(transaction, { id }))) return [];
      const silent = await transaction.rolloutDevice.updateManyAndReturn({
        where,
        data: { updatedAt: now },
      });
      const deviceIds = silent.map(({ deviceId }) => deviceId);
      await this.desiredStates.raise(transaction, deviceIds);
      return deviceIds;
    });
  }

  private async offerAll(
    transaction: OrganisationTransaction,
    modelId: string,
    targets: readonly Target[],
    variants: ReadonlyMap<string, Rows.Variant>,
  ): Promise<string[]> {
    const offered: string[] = [];
    for (const target of targets) {
      const { profileId, revokedAt } = target.device;
      const variant = revokedAt === null ? (variants.get(profileId ?? '') ?? null) : null;
      const isTaken = await this.mark(transaction, target, variant);
      if (!isTaken || variant === null) continue;
      await this.release(transaction, modelId, target, variant.id);
      offered.push(target.deviceId);
    }
    await this.desiredStates.raise(transaction, offered);
    return offered;
  }

  /** @returns false when the device was taken in the meantime */
  private async mark(
    transaction: OrganisationTransaction,
    { rolloutId, deviceId, version, device }: Target,
    variant: Rows.Variant | null,
  ): Promise<boolean> {
    const without = device.revokedAt === null ? withoutVariant : revokedColumns;
    const { count } = await transaction.rolloutDevice.updateMany({
      where: { rolloutId, deviceId, version, state: RolloutDeviceState.PENDING },
      data: {
        ...(variant === null
          ? without
          : { state: RolloutDeviceState.OFFERED, variantId: variant.id }),
        updatedAt: new Date(),
      },
    });
    return count > 0;
  }

  /** One rollout owns a device's model: the newer one. */
  private async release(
    transaction: OrganisationTransaction,
    modelId: string,
    { organisationId, rolloutId, deviceId, attempt, version }: Target,
    variantId: string,
  ): Promise<void> {
    const wanted = { variantId, rolloutId, attempt, version };
    await transaction.deviceRelease.upsert({
      where: { organisationId_deviceId_modelId: { organisationId, deviceId, modelId } },
      create: { organisationId, deviceId, modelId, ...wanted },
      update: wanted,
    });
    await transaction.rolloutDevice.updateMany({
      where: {
        deviceId,
        rolloutId: { not: rolloutId },
        rollout: { modelVersion: { modelId } },
        state: { in: underWayColumns },
      },
      data: {
        state: RolloutDeviceState.SUPERSEDED,
        version: { increment: 1 },
        updatedAt: new Date(),
      },
    });
  }
}

/**
 * Keeps anyone from pausing or aborting the rollout until the transaction ends; an offer that comes after would take
 * them by surprise.
 * @returns false when it runs no more, or is not at that version
 */
async function holdRunning(
  transaction: OrganisationTransaction,
  { id, version }: Pick<Rows.Rollout, 'id'> & Partial<Pick<Rows.Rollout, 'version'>>,
): Promise<boolean> {
  const { count } = await transaction.rollout.updateMany({
    where: { id, state: RolloutState.RUNNING, ...(version === undefined ? {} : { version }) },
    data: { progressVersion: { increment: 1 } },
  });
  return count > 0;
}
