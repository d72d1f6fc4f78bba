import { Inject, Injectable } from '@nestjs/common';
import type { Database, OrganisationTransaction, Rows } from '@flotilla/database';
import type { DeviceState } from '../api/api-enums';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';

export type DeviceRow = Rows.Device & { readonly presence: Rows.DevicePresence | null };

export interface DeviceFilter {
  readonly profileId?: string | null | undefined;
  readonly state?: DeviceState | null | undefined;
}

const presence = { presence: true } as const;

@Injectable()
export class DevicesRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findMany(organisationId: string, ids: readonly string[]): Promise<DeviceRow[]> {
    return this.client(organisationId).device.findMany({
      where: { id: { in: [...ids] } },
      include: presence,
    });
  }

  async page(
    organisationId: string,
    filter: DeviceFilter,
    window: PageWindow,
  ): Promise<DeviceRow[]> {
    return this.client(organisationId).device.findMany({
      where: { ...whereOf(filter), ...before('id', window) },
      include: presence,
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string, filter: DeviceFilter): Promise<number> {
    return this.client(organisationId).device.count({ where: whereOf(filter) });
  }

  async listRunning(
    organisationId: string,
    deviceIds: readonly string[],
  ): Promise<Rows.RunningVariant[]> {
    return this.client(organisationId).runningVariant.findMany({
      where: { deviceId: { in: [...deviceIds] } },
      orderBy: { modelId: 'asc' },
    });
  }

  async assignProfile(
    transaction: OrganisationTransaction,
    deviceId: string,
    profileId: string | null,
  ): Promise<void> {
    await transaction.device.updateMany({ where: { id: deviceId }, data: { profileId } });
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}

const conditionOf = {
  ENROLLED: { presence: null, revokedAt: null },
  ONLINE: { presence: { online: true }, revokedAt: null },
  OFFLINE: { presence: { online: false }, revokedAt: null },
  REVOKED: { revokedAt: { not: null } },
} as const satisfies Record<DeviceState, object>;

function whereOf({ profileId, state }: DeviceFilter) {
  return {
    ...(profileId == null ? {} : { profileId }),
    ...(state == null ? {} : conditionOf[state]),
  };
}
