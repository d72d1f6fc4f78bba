import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import { Model } from './model';
import { RegisterModelVersionInput } from './model-inputs';
import { ModelVersion } from './model-version';
import { ModelVersionsService } from './model-versions.service';
import { ModelsService } from './models.service';

@Resolver(() => ModelVersion)
export class ModelVersionsResolver {
  constructor(
    private readonly service: ModelVersionsService,
    private readonly models: ModelsService,
  ) {}

  @Query(() => ModelVersion, { nullable: true })
  async modelVersion(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<ModelVersion | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => ModelVersion, {
    description:
      'Takes an uploaded file as the next version of a model; it is IMPORTING until it was read.',
  })
  async registerModelVersion(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: RegisterModelVersionInput,
  ): Promise<ModelVersion> {
    return this.service.register(organisationId, input);
  }

  @ResolveField(() => Model)
  async model(
    @CurrentOrganisation() organisationId: string,
    @Parent() version: ModelVersion,
  ): Promise<Model> {
    return this.models.get(organisationId, version.modelId);
  }
}
