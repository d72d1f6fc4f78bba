import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Events, Subscription } from '@flotilla/bus';
import type { Database, OrganisationTransaction, Rows } from '@flotilla/database';
import { isFinal, moveByReport } from '@flotilla/rollout';
import type { Progress } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import { Liveness } from '../../devices/liveness';
import { BUS, DATABASE, LOGGER } from '../../injection/tokens';
import { columnOf, committedColumns, deviceStateOf } from '../storage/rollout-columns';
import { RolloutChanges } from './rollout-changes';
import { RolloutEngine } from './rollout-engine';

type ProgressEvent = Events['device.progress'];

/** What devices report of their updates. Late, doubled and disordered reports move nothing. */
@Injectable()
export class DeviceReports implements OnApplicationBootstrap, OnApplicationShutdown {
  private subscription: Subscription | null = null;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly engine: RolloutEngine,
    private readonly changes: RolloutChanges,
    private readonly liveness: Liveness,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.subscription = await this.bus.subscribe('device.progress', (event) => this.take(event), {
      group: 'control-plane',
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.subscription?.close();
  }

  private async take(event: ProgressEvent): Promise<void> {
    await this.record(event);
    await this.liveness.heard(event.organisationId, event.deviceId, new Date());
  }

  private async record({ organisationId, deviceId, message }: ProgressEvent): Promise<void> {
    const { rolloutId } = message;
    const row = await this.database.scopedTo(organisationId).rolloutDevice.findUnique({
      where: { organisationId_rolloutId_deviceId: { organisationId, rolloutId, deviceId } },
    });
    if (row === null) {
      this.logger.warn({ organisationId, deviceId, rolloutId }, 'progress of no known update');
      return;
    }
    if (!(await this.move(row, message))) return;
    await this.changes.announce(organisationId, rolloutId);
    if (isFinal(message.state)) this.engine.wake({ organisationId, id: rolloutId });
  }

  private async move(row: Rows.RolloutDevice, message: Progress): Promise<boolean> {
    const current = { state: deviceStateOf(row.state), attempt: row.attempt, version: row.version };
    const isSameState = current.state === message.state && !isFinal(current.state);
    const move = isSameState ? { kind: 'move' as const } : moveByReport(current, message);
    if (move.kind === 'ignore') {
      this.logger.debug(
        { deviceId: row.deviceId, why: move.why, state: message.state },
        'ignored a report',
      );
      return false;
    }
    if (isSameState && (message.attempt !== row.attempt || message.fraction <= row.fraction))
      return false;
    const client = this.database.scopedTo(row.organisationId);
    const now = new Date();
    const state = columnOf(message.state);
    const isCommitted = committedColumns.includes(state);
    const { rolloutId, deviceId, attempt, version } = row;
    return client.$transaction(async (transaction) => {
      const { count } = await transaction.rolloutDevice.updateMany({
        where: { rolloutId, deviceId, attempt, version, state: row.state },
        data: {
          state,
          fraction: Math.min(1, Math.max(0, message.fraction)),
          code: message.code,
          message: message.message,
          updatedAt: now,
          ...(message.delegate === '' ? {} : { delegate: message.delegate }),
          committedAt: isCommitted ? now : null,
        },
      });
      if (count === 0) return false;
      const release = await transaction.deviceRelease.findFirst({ where: { deviceId, rolloutId } });
      if (release !== null && isCommitted)
        await noteRunning(transaction, release, message.delegate, now);
      else if (release !== null && committedColumns.includes(row.state))
        await noteRolledBack(transaction, release, now);
      return true;
    });
  }
}

async function noteRunning(
  transaction: OrganisationTransaction,
  { organisationId, deviceId, modelId, variantId }: Rows.DeviceRelease,
  delegate: string,
  since: Date,
): Promise<void> {
  const key = { organisationId, deviceId, modelId };
  await transaction.runningVariant.upsert({
    where: { organisationId_deviceId_modelId: key },
    create: { ...key, variantId, delegate, since },
    update: { variantId, delegate, since },
  });
}

/** It runs again what it committed before; if it never did through us, its next hello says what it runs. */
async function noteRolledBack(
  transaction: OrganisationTransaction,
  release: Rows.DeviceRelease,
  since: Date,
): Promise<void> {
  const { deviceId, rolloutId, modelId, variantId } = release;
  await transaction.runningVariant.deleteMany({ where: { deviceId, modelId, variantId } });
  const before = await transaction.rolloutDevice.findFirst({
    where: {
      deviceId,
      rolloutId: { not: rolloutId },
      rollout: { modelVersion: { modelId } },
      state: { in: committedColumns },
      variantId: { not: variantId },
    },
    orderBy: { committedAt: 'desc' },
  });
  if (before?.variantId == null) return;
  await noteRunning(
    transaction,
    { ...release, variantId: before.variantId },
    before.delegate,
    since,
  );
}
