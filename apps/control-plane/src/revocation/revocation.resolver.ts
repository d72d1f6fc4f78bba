import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import { Device } from '../devices/device';
import { RevocationService } from './revocation.service';
import { RevokeDeviceInput } from './revoke-device-input';

@Resolver(() => Device)
export class RevocationResolver {
  constructor(private readonly service: RevocationService) {}

  @Mutation(() => Device, {
    description:
      'Takes a device’s right to connect away, for good: its session ends, its key is refused from now on, and rollouts leave it out. What it has measured stays counted.',
  })
  async revokeDevice(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: RevokeDeviceInput,
  ): Promise<Device> {
    return this.service.revoke(organisationId, input);
  }
}
