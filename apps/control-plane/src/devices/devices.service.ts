import { Injectable } from '@nestjs/common';
import type { DeviceState } from '../api/api-enums';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import { Idempotency } from '../api/idempotency';
import type { PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { notFound } from '../errors';
import { ProfilesService } from '../profiles/profiles.service';
import type { Device, RunningVariant } from './device';
import type { AssignDeviceProfileInput } from './device-inputs';
import { type DeviceFilter, type DeviceRow, DevicesRepository } from './devices.repository';

@Injectable()
export class DevicesService {
  private readonly lookup: BatchedLookup<DeviceRow>;

  constructor(
    private readonly repository: DevicesRepository,
    private readonly profiles: ProfilesService,
    private readonly idempotency: Idempotency,
  ) {
    this.lookup = new BatchedLookup((organisationId, ids) =>
      repository.findMany(organisationId, ids),
    );
  }

  async find(organisationId: string, id: string): Promise<Device | null> {
    const row = await this.lookup.find(organisationId, id);
    return row === null ? null : deviceOf(row);
  }

  /** @throws ApiError `NOT_FOUND` */
  async get(organisationId: string, id: string): Promise<Device> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('device', id);
    return found;
  }

  async list(
    organisationId: string,
    page: PageArguments & DeviceFilter,
  ): Promise<Connection<Device>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, page, window),
      count: () => this.repository.count(organisationId, page),
      keyOf: ({ id }) => id,
      nodeOf: deviceOf,
    });
  }

  async listRunning(organisationId: string, deviceId: string): Promise<readonly RunningVariant[]> {
    return this.repository.listRunning(organisationId, [deviceId]);
  }

  /** @throws ApiError `NOT_FOUND` */
  async assignProfile(organisationId: string, input: AssignDeviceProfileInput): Promise<Device> {
    const { deviceId, profileId = null } = input;
    await this.get(organisationId, deviceId);
    if (profileId !== null) await this.profiles.get(organisationId, profileId);
    await this.idempotency.once(
      organisationId,
      'assignDeviceProfile',
      input,
      async (transaction) => {
        await this.repository.assignProfile(transaction, deviceId, profileId);
        return deviceId;
      },
    );
    return this.get(organisationId, deviceId);
  }
}

function stateOf({ revokedAt, presence }: DeviceRow): DeviceState {
  if (revokedAt !== null) return 'REVOKED';
  if (presence === null) return 'ENROLLED';
  return presence.online ? 'ONLINE' : 'OFFLINE';
}

function deviceOf(row: DeviceRow): Device {
  const { presence } = row;
  return {
    id: row.id,
    profileId: row.profileId,
    name: row.name,
    state: stateOf(row),
    architecture: row.architecture,
    operatingSystem: row.operatingSystem,
    runtimeName: row.runtimeName,
    runtimeVersion: row.runtimeVersion,
    agentVersion: row.agentVersion,
    delegates: row.delegates,
    memoryBytes: row.memoryBytes === null ? null : Number(row.memoryBytes),
    lastSeenAt: presence?.lastSeenAt ?? null,
    enrolledAt: row.enrolledAt,
    revokedAt: row.revokedAt,
  };
}
