import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, JobCrashed, JobFinished, JobProgress, Subscription } from '@flotilla/bus';
import type { Logger } from '@flotilla/server-kit';
import type { ControlPlaneConfig } from '../config';
import { BUS, CONFIG, LOGGER } from '../injection/tokens';
import { RepeatedTask } from '../repeated-task';
import type { JobKind } from './job-kind';
import { lostJob } from './lost-job';
import type { ClaimedJob } from './row-queue';

/** Publishes jobs for the rows that wait for one, again when one was lost, and brings their results back. */
@Injectable()
export class JobsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly kinds: JobKind[] = [];
  private readonly subscriptions: Subscription[] = [];
  private readonly task: RepeatedTask;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {
    this.task = new RepeatedTask('jobs', config.tickMs, logger, () => this.dispatchDue());
  }

  register(kind: JobKind): void {
    this.kinds.push(kind);
  }

  /** Looks for due rows now; to be called after a commit that made one. */
  wake(): void {
    this.task.wake();
  }

  async onApplicationBootstrap(): Promise<void> {
    const group = { group: 'control-plane' };
    this.subscriptions.push(
      await this.bus.subscribe('job.progress', (event) => this.onProgress(event), group),
      await this.bus.subscribe('job.finished', (event) => this.onFinished(event), group),
      await this.bus.subscribe('job.crashed', (event) => this.onCrashed(event), group),
    );
    if (this.config.sharesProcess)
      for (const kind of this.kinds) await kind.queue.makeDue(new Date());
    this.task.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.task.stop();
    for (const subscription of this.subscriptions) await subscription.close();
  }

  private async dispatchDue(): Promise<void> {
    for (const kind of this.kinds)
      for (const job of await kind.queue.claimDue(new Date(), this.leaseUntil()))
        await this.dispatch(kind, job);
  }

  /** A job that cannot be published holds up no other one: it is due again when its lease ends. */
  private async dispatch(kind: JobKind, job: ClaimedJob): Promise<void> {
    const details = { job, kind: kind.name };
    try {
      if (job.attempt > this.config.maximumJobAttempts) {
        this.logger.warn(details, 'gave up a job that was lost again and again');
        await kind.fail(job, lostJob);
      } else {
        if (job.attempt > 1) this.logger.info(details, 'publishing a job again');
        await kind.publish(job);
      }
    } catch (error) {
      const stack = error instanceof Error ? error.stack : String(error);
      this.logger.error({ ...details, error: stack }, 'a job cannot be published');
    }
  }

  private async onProgress(event: JobProgress): Promise<void> {
    for (const kind of this.kinds) if (await kind.progress(event, this.leaseUntil())) return;
  }

  private async onFinished(event: JobFinished): Promise<void> {
    for (const kind of this.kinds) if (await kind.finish(event)) return;
    this.logger.warn({ jobId: event.jobId }, 'a job finished that no row asked for');
  }

  private async onCrashed(event: JobCrashed): Promise<void> {
    this.logger.warn({ job: event }, 'the worker was gone before its job was done');
    for (const kind of this.kinds) {
      const claimed = await kind.queue.claimAgain(event, this.leaseUntil());
      if (claimed !== null) return this.dispatch(kind, claimed);
    }
  }

  private leaseUntil(): Date {
    return new Date(Date.now() + this.config.jobLeaseMs);
  }
}
