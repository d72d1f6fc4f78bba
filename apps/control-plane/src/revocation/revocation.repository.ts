import { Injectable } from '@nestjs/common';
import type { OrganisationTransaction } from '@flotilla/database';
import { revokedColumns, underWayColumns } from '../rollouts/storage/rollout-columns';

@Injectable()
export class RevocationRepository {
  /**
   * Revokes a device, unless it is, and takes it out of the rollouts that wait for it.
   * @returns those rollouts
   */
  async revoke(
    transaction: OrganisationTransaction,
    deviceId: string,
    now: Date,
  ): Promise<readonly string[]> {
    await transaction.device.updateMany({
      where: { id: deviceId, revokedAt: null },
      data: { revokedAt: now },
    });
    await transaction.deviceRelease.deleteMany({ where: { deviceId } });
    const left = await transaction.rolloutDevice.updateManyAndReturn({
      where: { deviceId, state: { in: underWayColumns } },
      data: {
        ...revokedColumns,
        version: { increment: 1 },
        updatedAt: now,
      },
    });
    return left.map(({ rolloutId }) => rolloutId);
  }
}
