import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@flotilla/bus';
import { BUS } from '../../injection/tokens';
import { RolloutsRepository } from '../storage/rollouts.repository';

/** Tells watchers that a rollout, or one of its devices, has changed. */
@Injectable()
export class RolloutChanges {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: RolloutsRepository,
  ) {}

  async announce(organisationId: string, id: string): Promise<void> {
    const version = await this.repository.touch(organisationId, id);
    await this.bus.publish('changed.rollout', { organisationId, id, version });
  }
}
