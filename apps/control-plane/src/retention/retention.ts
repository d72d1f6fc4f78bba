import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Database } from '@flotilla/database';
import type { Logger } from '@flotilla/server-kit';
import type { ControlPlaneConfig } from '../config';
import { CONFIG, DATABASE, LOGGER } from '../injection/tokens';
import { RepeatedTask } from '../repeated-task';
import { dayMs, fineGrainRetentionMs } from '../telemetry/summary-grains';
import { forgetSessions } from './forget-sessions';

/** Deletes what the configuration says is no longer kept, so that the database does not grow for ever. */
@Injectable()
export class Retention implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly task: RepeatedTask;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
    @Inject(LOGGER) logger: Logger,
  ) {
    this.task = new RepeatedTask('retention', config.retentionIntervalMs, logger, () =>
      this.run(new Date()),
    );
  }

  onApplicationBootstrap(): void {
    this.task.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.task.stop();
  }

  private async run(now: Date): Promise<void> {
    const { config } = this;
    const { platform } = this.database;
    const before = (ageMs: number) => ({ lt: new Date(now.getTime() - ageMs) });
    const summaryAge = before(config.summaryRetentionDays * dayMs);
    await platform.telemetrySummary.deleteMany({ where: { startedAt: summaryAge } });
    for (const [grain, ageMs] of fineGrainRetentionMs)
      await platform.telemetrySummary.deleteMany({ where: { grain, startedAt: before(ageMs) } });
    await platform.deviceCommand.deleteMany({ where: { createdAt: summaryAge } });
    await platform.idempotencyKey.deleteMany({
      where: { createdAt: before(config.idempotencyKeyRetentionDays * dayMs) },
    });
    await platform.rejectedMessage.deleteMany({
      where: { createdAt: before(config.rejectedMessageRetentionDays * dayMs) },
    });
    await this.boundRejected(config.maximumRejectedMessages);
    await forgetSessions(this.database, before(config.windowRetentionDays * dayMs));
  }

  /** Keeps the newest of each device. */
  private async boundRejected(maximum: number): Promise<void> {
    const { rejectedMessage } = this.database.platform;
    const crowded = await rejectedMessage.groupBy({
      by: ['organisationId', 'deviceId'],
      having: { deviceId: { _count: { gt: maximum } } },
    });
    for (const of of crowded) {
      const newestSuperfluous = await rejectedMessage.findFirst({
        where: of,
        orderBy: { id: 'desc' },
        skip: maximum,
      });
      if (newestSuperfluous !== null)
        await rejectedMessage.deleteMany({ where: { ...of, id: { lte: newestSuperfluous.id } } });
    }
  }
}
