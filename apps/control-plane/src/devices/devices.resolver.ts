import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { HardwareProfile } from '../profiles/hardware-profile';
import { ProfilesService } from '../profiles/profiles.service';
import { Device, DeviceConnection, RunningVariant } from './device';
import {
  AssignDeviceProfileInput,
  CreatedEnrolmentToken,
  CreateEnrolmentTokenInput,
  DevicesArguments,
} from './device-inputs';
import { DevicesService } from './devices.service';
import { EnrolmentService } from './enrolment.service';

@Resolver(() => Device)
export class DevicesResolver {
  constructor(
    private readonly service: DevicesService,
    private readonly enrolment: EnrolmentService,
    private readonly profiles: ProfilesService,
  ) {}

  @Query(() => DeviceConnection, { description: 'Newest first.' })
  async devices(
    @CurrentOrganisation() organisationId: string,
    @Args() page: DevicesArguments,
  ): Promise<Connection<Device>> {
    return this.service.list(organisationId, page);
  }

  @Query(() => Device, { nullable: true })
  async device(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Device | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => CreatedEnrolmentToken)
  async createEnrolmentToken(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: CreateEnrolmentTokenInput,
  ): Promise<CreatedEnrolmentToken> {
    return this.enrolment.createToken(organisationId, input);
  }

  @Mutation(() => Device)
  async assignDeviceProfile(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: AssignDeviceProfileInput,
  ): Promise<Device> {
    return this.service.assignProfile(organisationId, input);
  }

  @ResolveField(() => HardwareProfile, { nullable: true })
  async profile(
    @CurrentOrganisation() organisationId: string,
    @Parent() device: Device,
  ): Promise<HardwareProfile | null> {
    return device.profileId === null ? null : this.profiles.get(organisationId, device.profileId);
  }

  @ResolveField(() => [RunningVariant], { description: 'What it says that it runs.' })
  async running(
    @CurrentOrganisation() organisationId: string,
    @Parent() device: Device,
  ): Promise<readonly RunningVariant[]> {
    return this.service.listRunning(organisationId, device.id);
  }
}
