import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@flotilla/bus';
import type { Database, OrganisationTransaction } from '@flotilla/database';
import type { DesiredModel, DesiredState } from '@flotilla/protocol';
import { hardwareProfileSchema } from '@flotilla/profiles';
import { BUS, DATABASE } from '../injection/tokens';

/** What devices should run, made from their `DeviceRelease` rows and told to them through the gateway. */
@Injectable()
export class DesiredStates {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BUS) private readonly bus: Bus,
  ) {}

  /**
   * Raises the counters of devices whose releases this transaction changes, so that what is published after its commit
   * is newer than all that came before.
   */
  async raise(transaction: OrganisationTransaction, deviceIds: readonly string[]): Promise<void> {
    await transaction.device.updateMany({
      where: { id: { in: [...deviceIds] } },
      data: { desiredCounter: { increment: 1 } },
    });
  }

  /** Tells a device what it should run now. Doubled and lost messages do no harm: a hello asks again. */
  async publish(organisationId: string, deviceId: string): Promise<void> {
    const message = await this.stateOf(organisationId, deviceId);
    if (message !== null)
      await this.bus.publish('device.desired', { organisationId, deviceId, message });
  }

  /** @returns null for a device that nothing was ever asked of, or that is revoked */
  async stateOf(organisationId: string, deviceId: string): Promise<DesiredState | null> {
    const device = await this.database.scopedTo(organisationId).device.findFirst({
      where: { id: deviceId, revokedAt: null },
      include: { releases: { include: { variant: { include: { modelVersion: true } } } } },
    });
    if (device === null || device.desiredCounter === 0n) return null;
    return {
      counter: device.desiredCounter,
      // Room that the protocol has: nothing here expires, and rollouts know no cohorts.
      expiresAtMs: 0n,
      cohort: '',
      models: device.releases.map(desiredModelOf),
      signature: new Uint8Array(),
    };
  }
}

interface Release {
  readonly modelId: string;
  readonly rolloutId: string;
  readonly attempt: number;
  readonly version: number;
  readonly variant: {
    readonly id: string;
    readonly profile: unknown;
    readonly artifactDigest: string | null;
    readonly artifactSizeBytes: bigint | null;
    readonly goldenDigest: string | null;
    readonly goldenSizeBytes: bigint | null;
    readonly goldenTolerance: number | null;
    readonly modelVersion: { readonly number: number };
  };
}

function desiredModelOf({ modelId, rolloutId, attempt, version, variant }: Release): DesiredModel {
  return {
    model: modelId,
    modelVersion: variant.modelVersion.number,
    rolloutId,
    attempt,
    version,
    variants: [
      {
        variantId: variant.id,
        digest: variant.artifactDigest ?? '',
        sizeBytes: variant.artifactSizeBytes ?? 0n,
        delegates: hardwareProfileSchema.parse(variant.profile).delegates,
        goldenDigest: variant.goldenDigest ?? '',
        goldenSizeBytes: variant.goldenSizeBytes ?? 0n,
        goldenTolerance: variant.goldenTolerance ?? 0,
      },
    ],
  };
}
