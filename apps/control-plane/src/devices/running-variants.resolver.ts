import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import { Model } from '../models/model';
import { ModelsService } from '../models/models.service';
import { Variant } from '../variants/variant';
import { VariantsService } from '../variants/variants.service';
import { RunningVariant } from './device';

@Resolver(() => RunningVariant)
export class RunningVariantsResolver {
  constructor(
    private readonly models: ModelsService,
    private readonly variants: VariantsService,
  ) {}

  @ResolveField(() => Model)
  async model(
    @CurrentOrganisation() organisationId: string,
    @Parent() running: RunningVariant,
  ): Promise<Model> {
    return this.models.get(organisationId, running.modelId);
  }

  @ResolveField(() => Variant)
  async variant(
    @CurrentOrganisation() organisationId: string,
    @Parent() running: RunningVariant,
  ): Promise<Variant> {
    return this.variants.get(organisationId, running.variantId);
  }
}
