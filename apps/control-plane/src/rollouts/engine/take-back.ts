import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  type OrganisationClient,
  type OrganisationTransaction,
  type Rows,
} from '@flotilla/database';
import type { ControlPlaneConfig } from '../../config';
import { DesiredStates } from '../../devices/desired-states';
import { CONFIG, DATABASE } from '../../injection/tokens';
import { committedColumns } from '../storage/rollout-columns';
import type { RolloutKey } from './rollout-key';

/** Asks the devices of an aborted rollout that have not committed for what they were asked for before. */
@Injectable()
export class TakeBack {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
    private readonly desiredStates: DesiredStates,
  ) {}

  /**
   * Some of them, in one transaction; resumable after any crash, because what is taken back is no longer found.
   * @returns whose desired state it changed; empty when there is nothing left to take back
   */
  async step({ organisationId, id: rolloutId }: RolloutKey): Promise<readonly string[]> {
    const client = this.database.scopedTo(organisationId);
    const lost = await this.findLost(client, rolloutId);
    if (lost.length === 0) {
      await client.rollout.updateMany({ where: { id: rolloutId }, data: { isTakingBack: false } });
      return [];
    }
    const deviceIds = lost.map(({ deviceId }) => deviceId);
    await client.$transaction(async (transaction) => {
      for (const [before, devices] of await this.previousOf(transaction, lost))
        await restore(transaction, rolloutId, devices, before);
      await this.desiredStates.raise(transaction, deviceIds);
    });
    return deviceIds;
  }

  private async findLost(
    client: OrganisationClient,
    rolloutId: string,
  ): Promise<Rows.DeviceRelease[]> {
    const committedHere = { rolloutId, state: { in: committedColumns } };
    return client.deviceRelease.findMany({
      where: { rolloutId, device: { rolloutDevices: { none: committedHere } } },
      orderBy: { deviceId: 'asc' },
      take: this.config.rolloutChunkSize,
    });
  }

  /** Devices by what they were last asked for and committed; null for nothing. */
  private async previousOf(
    transaction: OrganisationTransaction,
    lost: readonly Rows.DeviceRelease[],
  ): Promise<Map<Release | null, string[]>> {
    const [first] = lost;
    if (first === undefined) return new Map();
    const { rolloutId, modelId } = first;
    const rows = await transaction.rolloutDevice.findMany({
      where: {
        deviceId: { in: lost.map(({ deviceId }) => deviceId) },
        rolloutId: { not: rolloutId },
        rollout: { modelVersion: { modelId } },
        state: { in: committedColumns },
        variantId: { not: null },
      },
      orderBy: { committedAt: 'asc' },
    });
    const newest = new Map(rows.map((row) => [row.deviceId, row]));
    const releases = new Map<string, Release>();
    const devices = new Map<Release | null, string[]>();
    for (const { deviceId } of lost) {
      const release = sameRelease(releases, newest.get(deviceId));
      devices.set(release, [...(devices.get(release) ?? []), deviceId]);
    }
    return devices;
  }
}

type Release = Pick<Rows.DeviceRelease, 'variantId' | 'rolloutId' | 'attempt' | 'version'>;

/** One object for equal releases, so that a statement changes all devices that go back to it. */
function sameRelease(
  known: Map<string, Release>,
  row: Rows.RolloutDevice | undefined,
): Release | null {
  if (row?.variantId == null) return null;
  const { variantId, rolloutId, attempt, version } = row;
  const key = [variantId, rolloutId, attempt, version].join(' ');
  const release = known.get(key) ?? { variantId, rolloutId, attempt, version };
  known.set(key, release);
  return release;
}

async function restore(
  transaction: OrganisationTransaction,
  rolloutId: string,
  deviceIds: readonly string[],
  before: Release | null,
): Promise<void> {
  // A newer rollout may have taken the device in the meantime.
  const where = { rolloutId, deviceId: { in: [...deviceIds] } };
  if (before === null) await transaction.deviceRelease.deleteMany({ where });
  else await transaction.deviceRelease.updateMany({ where, data: before });
}
