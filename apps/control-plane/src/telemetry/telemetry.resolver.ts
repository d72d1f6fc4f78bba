import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import { FleetMetricsGroup } from '../api/api-enums';
import { HardwareProfile } from '../profiles/hardware-profile';
import { ProfilesService } from '../profiles/profiles.service';
import { Variant } from '../variants/variant';
import { VariantsService } from '../variants/variants.service';
import { FleetMetrics, FleetMetricsFilter } from './fleet-metrics';
import { FleetMetricsService } from './fleet-metrics.service';

@Resolver(() => FleetMetrics)
export class TelemetryResolver {
  constructor(
    private readonly service: FleetMetricsService,
    private readonly profiles: ProfilesService,
    private readonly variants: VariantsService,
  ) {}

  @Query(() => [FleetMetrics], {
    description: 'Accuracy and latency over the whole fleet, by group.',
    // Reads all windows of the fleet.
    complexity: 1_000,
  })
  async fleetMetrics(
    @CurrentOrganisation() organisationId: string,
    @Args('groupBy', { type: () => FleetMetricsGroup }) groupBy: FleetMetricsGroup,
    @Args('filter', { type: () => FleetMetricsFilter, nullable: true })
    filter?: FleetMetricsFilter | null,
  ): Promise<readonly FleetMetrics[]> {
    return this.service.summarize(organisationId, groupBy, filter ?? {});
  }

  @ResolveField(() => HardwareProfile, { nullable: true, description: 'When grouped by PROFILE.' })
  async profile(
    @CurrentOrganisation() organisationId: string,
    @Parent() metrics: FleetMetrics,
  ): Promise<HardwareProfile | null> {
    return metrics.profileId === null ? null : this.profiles.get(organisationId, metrics.profileId);
  }

  @ResolveField(() => Variant, { nullable: true, description: 'When grouped by VARIANT.' })
  async variant(
    @CurrentOrganisation() organisationId: string,
    @Parent() metrics: FleetMetrics,
  ): Promise<Variant | null> {
    return metrics.variantId === null ? null : this.variants.get(organisationId, metrics.variantId);
  }
}
