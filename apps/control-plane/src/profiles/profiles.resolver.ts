import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { HardwareProfile, HardwareProfileConnection } from './hardware-profile';
import { CreateHardwareProfileInput, UpdateHardwareProfileInput } from './hardware-profile-inputs';
import { ProfilesService } from './profiles.service';

@Resolver(() => HardwareProfile)
export class ProfilesResolver {
  constructor(private readonly service: ProfilesService) {}

  @Query(() => HardwareProfileConnection, { description: 'Newest first.' })
  async hardwareProfiles(
    @CurrentOrganisation() organisationId: string,
    @Args() page: PageArguments,
  ): Promise<Connection<HardwareProfile>> {
    return this.service.list(organisationId, page);
  }

  @Query(() => HardwareProfile, { nullable: true })
  async hardwareProfile(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<HardwareProfile | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => HardwareProfile)
  async createHardwareProfile(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: CreateHardwareProfileInput,
  ): Promise<HardwareProfile> {
    return this.service.create(organisationId, input);
  }

  @Mutation(() => HardwareProfile)
  async updateHardwareProfile(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: UpdateHardwareProfileInput,
  ): Promise<HardwareProfile> {
    return this.service.update(organisationId, input);
  }

  @ResolveField(() => Int)
  async deviceCount(
    @CurrentOrganisation() organisationId: string,
    @Parent() profile: HardwareProfile,
  ): Promise<number> {
    return this.service.countDevices(organisationId, profile.id);
  }
}
