import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Events, Subscription } from '@flotilla/bus';
import type { Database } from '@flotilla/database';
import type { Hello, InstalledVariant } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import type { ControlPlaneConfig } from '../config';
import { BUS, CONFIG, DATABASE, LOGGER } from '../injection/tokens';
import { DesiredStates } from './desired-states';
import { Liveness } from './liveness';
import { PresenceRepository } from './presence.repository';

/** No honest device gets there; one that says so cuts off nobody but itself. */
const maximumPlausibleCounter = 2n ** 62n;

/** What devices say of themselves, and whether they are there. */
@Injectable()
export class DeviceSessions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly subscriptions: Subscription[] = [];

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
    private readonly presence: PresenceRepository,
    private readonly liveness: Liveness,
    private readonly desiredStates: DesiredStates,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.sharesProcess) await this.presence.endAll();
    const group = { group: 'control-plane' };
    this.subscriptions.push(
      await this.bus.subscribe('device.hello', (event) => this.onHello(event), group),
      await this.bus.subscribe('device.disconnected', (event) => this.onDisconnected(event), group),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    for (const subscription of this.subscriptions) await subscription.close();
  }

  private async onHello({
    organisationId,
    deviceId,
    message,
  }: Events['device.hello']): Promise<void> {
    const client = this.database.scopedTo(organisationId);
    const { count } = await client.device.updateMany({
      where: { id: deviceId, revokedAt: null },
      data: {
        architecture: message.architecture,
        operatingSystem: message.operatingSystem,
        runtimeName: message.runtimeName,
        runtimeVersion: message.runtimeVersion,
        agentVersion: message.agentVersion,
        delegates: [...message.delegates],
        memoryBytes: message.memoryBytes,
      },
    });
    if (count === 0) {
      this.logger.warn({ organisationId, deviceId }, 'hello from a device that is not enrolled');
      // It has a session, so the message that should have ended that one was lost.
      await this.bus.publish('device.revoked', { organisationId, deviceId });
      return;
    }
    if (!(await this.presence.begin(organisationId, deviceId, message.session, new Date()))) return;
    await this.noteRunning(organisationId, deviceId, message.installed);
    await this.catchUp(organisationId, deviceId, message);
    await this.desiredStates.publish(organisationId, deviceId);
  }

  /** Replaces what the device was known to run by what it says, as far as we know those variants. */
  private async noteRunning(
    organisationId: string,
    deviceId: string,
    installed: readonly InstalledVariant[],
  ): Promise<void> {
    const client = this.database.scopedTo(organisationId);
    const active = installed.filter((each) => each.active);
    const known = await client.variant.findMany({
      where: { id: { in: active.map(({ variantId }) => variantId) } },
      select: { id: true, modelVersion: { select: { modelId: true } } },
    });
    const modelOf = new Map(known.map(({ id, modelVersion }) => [id, modelVersion.modelId]));
    const now = new Date();
    const rows = active
      .filter(({ variantId, model }) => modelOf.get(variantId) === model)
      .map(({ variantId, model, delegate }) => ({
        organisationId,
        deviceId,
        modelId: model,
        variantId,
        delegate,
        since: now,
      }));
    await client.$transaction(async (transaction) => {
      const before = await transaction.runningVariant.findMany({ where: { deviceId } });
      const sinceOf = new Map(
        before.map(({ modelId, variantId, since }) => [`${modelId} ${variantId}`, since]),
      );
      await transaction.runningVariant.deleteMany({ where: { deviceId } });
      await transaction.runningVariant.createMany({
        data: rows.map((row) => ({
          ...row,
          since: sinceOf.get(`${row.modelId} ${row.variantId}`) ?? row.since,
        })),
        skipDuplicates: true,
      });
    });
  }

  /** A device that has seen a newer counter than ours (our database was restored) would ignore all we say. */
  private async catchUp(
    organisationId: string,
    deviceId: string,
    { desiredCounter }: Hello,
  ): Promise<void> {
    if (desiredCounter > maximumPlausibleCounter) return;
    await this.database.scopedTo(organisationId).device.updateMany({
      where: { id: deviceId, desiredCounter: { lt: desiredCounter } },
      data: { desiredCounter: desiredCounter + 1n },
    });
  }

  private async onDisconnected(event: Events['device.disconnected']): Promise<void> {
    await this.liveness.ended(event.organisationId, event.deviceId, event.session, new Date());
  }
}
