import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { Model, ModelConnection } from './model';
import { CreateModelInput, DeleteModelInput } from './model-inputs';
import { type ModelVersion, ModelVersionConnection } from './model-version';
import { ModelVersionsService } from './model-versions.service';
import { ModelsService } from './models.service';

@Resolver(() => Model)
export class ModelsResolver {
  constructor(
    private readonly service: ModelsService,
    private readonly versionsService: ModelVersionsService,
  ) {}

  @Query(() => ModelConnection, { description: 'Newest first.' })
  async models(
    @CurrentOrganisation() organisationId: string,
    @Args() page: PageArguments,
  ): Promise<Connection<Model>> {
    return this.service.list(organisationId, page);
  }

  @Query(() => Model, { nullable: true })
  async model(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Model | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => Model)
  async createModel(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: CreateModelInput,
  ): Promise<Model> {
    return this.service.create(organisationId, input);
  }

  @Mutation(() => ID, {
    description: 'Takes a model off the list of which every version was REJECTED; gives its id.',
  })
  async deleteModel(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: DeleteModelInput,
  ): Promise<string> {
    return this.service.delete(organisationId, input);
  }

  @ResolveField(() => ModelVersionConnection, { description: 'Newest first.' })
  async versions(
    @CurrentOrganisation() organisationId: string,
    @Parent() model: Model,
    @Args() page: PageArguments,
  ): Promise<Connection<ModelVersion>> {
    return this.versionsService.list(organisationId, model.id, page);
  }
}
