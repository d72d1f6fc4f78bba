import {
  Args,
  ID,
  Mutation,
  Parent,
  Query,
  ResolveField,
  Resolver,
  Subscription,
} from '@nestjs/graphql';
import { CurrentOrganisation } from '../../access/current-organisation';
import type { Connection } from '../../api/connection';
import { ModelVersion } from '../../models/model-version';
import { ModelVersionsService } from '../../models/model-versions.service';
import { Rollout, RolloutConnection } from './rollout';
import { RolloutDevice, RolloutDeviceConnection } from './rollout-device';
import {
  ChangeRolloutInput,
  RolloutDevicesArguments,
  RolloutsArguments,
  StartRolloutInput,
} from './rollout-inputs';
import { RolloutStage } from './rollout-stage';
import { RolloutsService } from './rollouts.service';

@Resolver(() => Rollout)
export class RolloutsResolver {
  constructor(
    private readonly service: RolloutsService,
    private readonly modelVersions: ModelVersionsService,
  ) {}

  @Query(() => RolloutConnection, { description: 'Newest first.' })
  async rollouts(
    @CurrentOrganisation() organisationId: string,
    @Args() page: RolloutsArguments,
  ): Promise<Connection<Rollout>> {
    return this.service.list(organisationId, page);
  }

  @Query(() => Rollout, { nullable: true })
  async rollout(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Rollout | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => Rollout)
  async startRollout(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: StartRolloutInput,
  ): Promise<Rollout> {
    return this.service.start(organisationId, input);
  }

  @Mutation(() => Rollout, {
    description: 'No further device is offered anything until it is resumed.',
  })
  async pauseRollout(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: ChangeRolloutInput,
  ): Promise<Rollout> {
    return this.service.pause(organisationId, input);
  }

  @Mutation(() => Rollout)
  async resumeRollout(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: ChangeRolloutInput,
  ): Promise<Rollout> {
    return this.service.resume(organisationId, input);
  }

  @Mutation(() => Rollout, {
    description: 'For good. Devices that have committed keep what they run.',
  })
  async abortRollout(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: ChangeRolloutInput,
  ): Promise<Rollout> {
    return this.service.abort(organisationId, input);
  }

  @Subscription(() => Rollout, {
    resolve: (rollout: Rollout) => rollout,
    description:
      'First the rollout as it is now, then again when its progressVersion grows; so a client that connects again has missed nothing.',
  })
  rolloutChanged(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): AsyncIterable<Rollout> {
    return this.service.watch(organisationId, id);
  }

  @ResolveField(() => ModelVersion)
  async modelVersion(
    @CurrentOrganisation() organisationId: string,
    @Parent() rollout: Rollout,
  ): Promise<ModelVersion> {
    return this.modelVersions.get(organisationId, rollout.modelVersionId);
  }

  @ResolveField(() => [RolloutStage])
  async stages(
    @CurrentOrganisation() organisationId: string,
    @Parent() rollout: Rollout,
  ): Promise<readonly RolloutStage[]> {
    return this.service.listStages(organisationId, rollout.id);
  }

  @ResolveField(() => RolloutDeviceConnection)
  async devices(
    @CurrentOrganisation() organisationId: string,
    @Parent() rollout: Rollout,
    @Args() page: RolloutDevicesArguments,
  ): Promise<Connection<RolloutDevice>> {
    return this.service.listDevices(organisationId, rollout.id, page);
  }
}
