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
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { ModelVersion } from '../models/model-version';
import { ModelVersionsService } from '../models/model-versions.service';
import { HardwareProfile } from '../profiles/hardware-profile';
import { ProfilesService } from '../profiles/profiles.service';
import { Variant, VariantConnection } from './variant';
import { BuildVariantsInput, VariantsArguments } from './variant-inputs';
import { VariantsService } from './variants.service';

@Resolver(() => Variant)
export class VariantsResolver {
  constructor(
    private readonly service: VariantsService,
    private readonly modelVersions: ModelVersionsService,
    private readonly profiles: ProfilesService,
  ) {}

  @Query(() => VariantConnection, { description: 'Newest first.' })
  async variants(
    @CurrentOrganisation() organisationId: string,
    @Args() page: VariantsArguments,
  ): Promise<Connection<Variant>> {
    return this.service.list(organisationId, page);
  }

  @Query(() => Variant, { nullable: true })
  async variant(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Variant | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => [Variant], {
    description:
      'Asks for one variant a profile. One that was built from the same profile revision and datasets is given back; one that failed is built again.',
  })
  async buildVariants(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: BuildVariantsInput,
  ): Promise<readonly Variant[]> {
    return this.service.build(organisationId, input);
  }

  @Subscription(() => Variant, {
    resolve: (variant: Variant) => variant,
    description:
      'First every variant of the model version as it is now, then each again when its version grows; so a client that connects again has missed nothing.',
  })
  variantChanged(
    @CurrentOrganisation() organisationId: string,
    @Args('modelVersionId', { type: () => ID }) modelVersionId: string,
  ): AsyncIterable<Variant> {
    return this.service.watch(organisationId, modelVersionId);
  }

  @ResolveField(() => ModelVersion)
  async modelVersion(
    @CurrentOrganisation() organisationId: string,
    @Parent() variant: Variant,
  ): Promise<ModelVersion> {
    return this.modelVersions.get(organisationId, variant.modelVersionId);
  }

  @ResolveField(() => HardwareProfile)
  async profile(
    @CurrentOrganisation() organisationId: string,
    @Parent() variant: Variant,
  ): Promise<HardwareProfile> {
    return this.profiles.get(organisationId, variant.profileId);
  }
}
