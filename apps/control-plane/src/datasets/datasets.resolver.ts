import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { DatasetRole } from '@flotilla/database';
import { CurrentOrganisation } from '../access/current-organisation';
import type { Connection } from '../api/connection';
import { PageArguments } from '../api/page';
import { Dataset, DatasetConnection } from './dataset';
import { CreateDatasetInput, DeleteDatasetInput } from './dataset-inputs';
import { DatasetsService } from './datasets.service';

@Resolver(() => Dataset)
export class DatasetsResolver {
  constructor(private readonly service: DatasetsService) {}

  @Query(() => DatasetConnection, { description: 'Newest first.' })
  async datasets(
    @CurrentOrganisation() organisationId: string,
    @Args() page: PageArguments,
    @Args('role', { type: () => DatasetRole, nullable: true }) role?: DatasetRole | null,
  ): Promise<Connection<Dataset>> {
    return this.service.list(organisationId, page, role ?? null);
  }

  @Query(() => Dataset, { nullable: true })
  async dataset(
    @CurrentOrganisation() organisationId: string,
    @Args('id', { type: () => ID }) id: string,
  ): Promise<Dataset | null> {
    return this.service.find(organisationId, id);
  }

  @Mutation(() => Dataset, {
    description: 'Takes uploaded files as a dataset; it is CHECKING until they were read.',
  })
  async createDataset(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: CreateDatasetInput,
  ): Promise<Dataset> {
    return this.service.create(organisationId, input);
  }

  @Mutation(() => ID, { description: 'Takes a REJECTED dataset off the list; gives its id.' })
  async deleteDataset(
    @CurrentOrganisation() organisationId: string,
    @Args('input') input: DeleteDatasetInput,
  ): Promise<string> {
    return this.service.delete(organisationId, input);
  }
}
