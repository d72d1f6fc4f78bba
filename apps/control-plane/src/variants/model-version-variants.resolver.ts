import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { ModelVersion } from '../models/model-version';
import { Variant, VariantConnection } from './variant';
import { VariantsService } from './variants.service';

@Resolver(() => ModelVersion)
export class ModelVersionVariantsResolver {
  constructor(private readonly service: VariantsService) {}

  @ResolveField(() => VariantConnection, { description: 'Newest first.' })
  async variants(
    @CurrentOrganisation() organisationId: string,
    @Parent() version: ModelVersion,
    @Args() page: PageArguments,
  ): Promise<Connection<Variant>> {
    return this.service.list(organisationId, { ...page, modelVersionId: version.id });
  }
}
