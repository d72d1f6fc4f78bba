import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../../access/current-organisation';
import { Device } from '../../devices/device';
import { DevicesService } from '../../devices/devices.service';
import { Variant } from '../../variants/variant';
import { VariantsService } from '../../variants/variants.service';
import { RolloutDevice } from './rollout-device';

@Resolver(() => RolloutDevice)
export class RolloutDevicesResolver {
  constructor(
    private readonly devices: DevicesService,
    private readonly variants: VariantsService,
  ) {}

  @ResolveField(() => Device)
  async device(
    @CurrentOrganisation() organisationId: string,
    @Parent() row: RolloutDevice,
  ): Promise<Device> {
    return this.devices.get(organisationId, row.deviceId);
  }

  @ResolveField(() => Variant, { nullable: true, description: 'Null where no variant fits.' })
  async variant(
    @CurrentOrganisation() organisationId: string,
    @Parent() row: RolloutDevice,
  ): Promise<Variant | null> {
    return row.variantId === null ? null : this.variants.get(organisationId, row.variantId);
  }
}
