import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@flotilla/bus';
import { Idempotency } from '../api/idempotency';
import type { Device } from '../devices/device';
import { DevicesService } from '../devices/devices.service';
import { BUS } from '../injection/tokens';
import { RolloutChanges } from '../rollouts/engine/rollout-changes';
import { RolloutEngine } from '../rollouts/engine/rollout-engine';
import { RevocationRepository } from './revocation.repository';
import type { RevokeDeviceInput } from './revoke-device-input';

/** Ends what a device may do here: the database refuses its key, the gateway drops its session. */
@Injectable()
export class RevocationService {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: RevocationRepository,
    private readonly devices: DevicesService,
    private readonly changes: RolloutChanges,
    private readonly engine: RolloutEngine,
    private readonly idempotency: Idempotency,
  ) {}

  /** @throws ApiError `NOT_FOUND` */
  async revoke(organisationId: string, input: RevokeDeviceInput): Promise<Device> {
    const { deviceId } = input;
    await this.devices.get(organisationId, deviceId);
    let rolloutIds: readonly string[] = [];
    await this.idempotency.once(organisationId, 'revokeDevice', input, async (transaction) => {
      rolloutIds = await this.repository.revoke(transaction, deviceId, new Date());
      return deviceId;
    });
    // For a repeated call as well: the message of the first one may be lost.
    await this.bus.publish('device.revoked', { organisationId, deviceId });
    for (const id of rolloutIds) {
      await this.changes.announce(organisationId, id);
      this.engine.wake({ organisationId, id });
    }
    return this.devices.get(organisationId, deviceId);
  }
}
