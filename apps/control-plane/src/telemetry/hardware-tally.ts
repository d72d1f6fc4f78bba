import type { FleetRow } from './telemetry.repository';

/** Devices of one profile that ran on the same. */
export interface HardwareUse {
  /** Empty for devices without a profile. */
  readonly profileId: string;
  readonly delegate: string;
  /** Null for devices that never said. */
  readonly architecture: string | null;
  readonly deviceIds: Set<string>;
}

/** Which devices ran on what: grows with the kinds of hardware and the devices, not with what they measured. */
export class HardwareTally {
  private readonly uses = new Map<string, HardwareUse>();

  add({ profileId, delegate, deviceId, device: { architecture } }: FleetRow): void {
    const key = JSON.stringify([profileId, delegate, architecture]);
    const known = this.uses.get(key);
    if (known === undefined)
      this.uses.set(key, { profileId, delegate, architecture, deviceIds: new Set([deviceId]) });
    else known.deviceIds.add(deviceId);
  }

  list(): readonly HardwareUse[] {
    return [...this.uses.values()];
  }
}
