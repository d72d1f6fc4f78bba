import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { RolloutState } from '@flotilla/database';
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

/** Steps of one round for one rollout; a round that finds more goes on in the next one. */
const maximumSteps = 20;

/**
 * Moves the running rollouts on. Each step derives everything from the database afresh and applies by compare-and-set,
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

  async publishDesired(organisationId: string, deviceIds: readonly string[]): Promise<void> {
    for (const deviceId of deviceIds) await this.desiredStates.publish(organisationId, deviceId);
  }

  private async round(): Promise<void> {
    const woken = this.woken;
    this.woken = [];
    for (const rollout of woken) await this.advance(rollout);
    if (Date.now() - this.lastScanMs < this.config.tickMs) return;
    this.lastScanMs = Date.now();
    for (const rollout of await this.repository.listRunning()) {
      await this.advance(rollout);
      const silent = await this.offers.remind(rollout, new Date());
      await this.publishDesired(rollout.organisationId, silent);
    }
  }

  private async advance({ organisationId, id }: RolloutKey): Promise<void> {
    for (let step = 0; step < maximumSteps; step += 1) {
      const rollout = await this.repository.find(organisationId, id);
      if (rollout?.state !== RolloutState.RUNNING) return;
      const offered = await this.offers.offer(rollout);
      await this.publishDesired(organisationId, offered);
      const hasMoved = await this.decisions.apply(rollout, new Date());
      if (offered.length === 0 && !hasMoved) return;
      if (hasMoved) this.logger.debug({ rolloutId: id, step }, 'rollout moved');
      await this.changes.announce(organisationId, id);
    }
  }
}
