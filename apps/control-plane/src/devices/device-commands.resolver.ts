import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import {
  DeviceCommand,
  PingDeviceInput,
  ReportDeviceInput,
  RollBackDeviceInput,
} from './device-command';
import { DeviceCommands } from './device-commands';

@Resolver(() => DeviceCommand)
export class DeviceCommandsResolver {
  constructor(private readonly commands: DeviceCommands) {}

  @Query(() => DeviceCommand, { nullable: true })
  async deviceCommand(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<DeviceCommand | null> {
    return this.commands.find(organisationId, id);
  }

  @Mutation(() => DeviceCommand, { description: 'Asks a connected device whether it obeys.' })
  async pingDevice(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: PingDeviceInput,
  ): Promise<DeviceCommand> {
    return this.commands.ping(organisationId, input);
  }

  @Mutation(() => DeviceCommand, {
    description:
      'Has a connected device say again what it is, what it runs and where its updates stand.',
  })
  async reportDevice(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: ReportDeviceInput,
  ): Promise<DeviceCommand> {
    return this.commands.report(organisationId, input);
  }

  @Mutation(() => DeviceCommand, {
    description: 'Has a connected device go back to the variant of a model that it ran before.',
  })
  async rollBackDevice(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: RollBackDeviceInput,
  ): Promise<DeviceCommand> {
    return this.commands.rollBack(organisationId, input);
  }
}
