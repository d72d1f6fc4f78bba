import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { isTransient, RolloutState, type Rows } from '@flotilla/database';
import type { Logger } from '@flotilla/server-kit';
import type { ControlPlaneConfig } from '../../config';
import { DesiredStates } from '../../devices/desired-states';
import { CONFIG, LOGGER } from '../../injection/tokens';
import { RepeatedTask } from '../../repeated-task';
import { RolloutsRepository } from '../storage/rollouts.repository';
import { RolloutChanges } from './rollout-changes';
import { RolloutDecisions } from './rollout-decisions';
import type { RolloutKey } from './rollout-key';
import { RolloutOffers } from './rollout-offers';
import { TakeBack } from './take-back';

/** Steps of one round for one rollout; a round that finds more goes on in the next one. */
const maximumSteps = 20;

/**
 * Moves the running rollouts on, and takes aborted ones back. Each step derives everything from the database afresh and applies by compare-and-set,
 * so that any number of processes may do it, and one that dies leaves nothing half done.
 */
@Injectable()
export class RolloutEngine implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly task: RepeatedTask;
  private woken: RolloutKey[] = [];
  private lastScanMs = 0;

  constructor(
    @Inject(CONFIG) private readonly config: ControlPlaneConfig,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly repository: RolloutsRepository,
    private readonly offers: RolloutOffers,
    private readonly decisions: RolloutDecisions,
    private readonly takeBack: TakeBack,
    private readonly desiredStates: DesiredStates,
    private readonly changes: RolloutChanges,
  ) {
    this.task = new RepeatedTask('rollouts', config.tickMs, logger, () => this.round());
  }

  onApplicationBootstrap(): void {
    this.task.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.task.stop();
  }

  /** Looks at this rollout now; to be called after a commit that concerns it. */
  wake(rollout: RolloutKey): void {
    if (!this.woken.some(({ id }) => id === rollout.id)) this.woken.push(rollout);
    this.task.wake();
  }

  private async round(): Promise<void> {
    const woken = this.woken;
    this.woken = [];
    for (const rollout of woken) await this.tend(rollout, () => this.advance(rollout));
    if (Date.now() - this.lastScanMs < this.config.tickMs) return;
    this.lastScanMs = Date.now();
    for (const rollout of await this.repository.listUnderWay())
      await this.tend(rollout, async () => {
        await this.advance(rollout);
        await this.publishDesired(
          rollout.organisationId,
          await this.offers.remind(rollout, new Date()),
        );
      });
  }

  /** What fails for one rollout is none of the others' business; the next round tries again. */
  private async tend({ organisationId, id }: RolloutKey, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const details = { organisationId, rolloutId: id, error: stackOf(error) };
      if (isTransient(error)) this.logger.warn(details, 'a rollout has to wait for the database');
      else this.logger.error(details, 'a rollout cannot go on; trying again soon');
    }
  }

  private async publishDesired(
    organisationId: string,
    deviceIds: readonly string[],
  ): Promise<void> {
    for (const deviceId of deviceIds) {
      try {
        await this.desiredStates.publish(organisationId, deviceId);
      } catch (error) {
        // It asks with its next hello, and is reminded.
        const details = { organisationId, deviceId, error: stackOf(error) };
        this.logger.warn(details, 'a device could not be told what to run');
      }
    }
  }

  private async advance({ organisationId, id }: RolloutKey): Promise<void> {
    for (let step = 0; step < maximumSteps; step += 1) {
      const rollout = await this.repository.find(organisationId, id);
      if (rollout === null) return;
      const hasMoved = rollout.isTakingBack
        ? await this.takeBackStep(rollout)
        : rollout.state === RolloutState.RUNNING && (await this.runStep(rollout));
      if (!hasMoved) return;
      this.logger.debug({ rolloutId: id, step }, 'rollout moved');
      await this.changes.announce(organisationId, id);
    }
  }

  /** @returns whether there may be more to do */
  private async runStep(rollout: Rows.Rollout): Promise<boolean> {
    const offered = await this.offers.offer(rollout);
    await this.publishDesired(rollout.organisationId, offered);
    const hasMoved = await this.decisions.apply(rollout, new Date());
    return offered.length > 0 || hasMoved;
  }

  private async takeBackStep(rollout: Rows.Rollout): Promise<boolean> {
    const deviceIds = await this.takeBack.step(rollout);
    await this.publishDesired(rollout.organisationId, deviceIds);
    return deviceIds.length > 0;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
