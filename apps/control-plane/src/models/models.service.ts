import { Injectable } from '@nestjs/common';
import { isUniqueViolation, type Rows } from '@flotilla/database';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import { Idempotency } from '../api/idempotency';
import { descriptionSchema, nameSchema } from '../api/input-schemas';
import type { PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { ApiError, notFound } from '../errors';
import type { Model } from './model';
import type { CreateModelInput, DeleteModelInput } from './model-inputs';
import { ModelsRepository } from './models.repository';

@Injectable()
export class ModelsService {
  private readonly lookup: BatchedLookup<Rows.Model>;

  constructor(
    private readonly repository: ModelsRepository,
    private readonly idempotency: Idempotency,
  ) {
    this.lookup = new BatchedLookup((organisationId, ids) =>
      repository.findMany(organisationId, ids),
    );
  }

  async find(organisationId: string, id: string): Promise<Model | null> {
    return this.lookup.find(organisationId, id);
  }

  /** @throws ApiError `NOT_FOUND` */
  async get(organisationId: string, id: string): Promise<Model> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('model', id);
    return found;
  }

  async list(organisationId: string, page: PageArguments): Promise<Connection<Model>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, window),
      count: () => this.repository.count(organisationId),
      keyOf: ({ id }) => id,
      nodeOf: (row) => row,
    });
  }

  /** @throws ApiError `ALREADY_EXISTS` for a name that is taken */
  async create(organisationId: string, input: CreateModelInput): Promise<Model> {
    const name = nameSchema.parse(input.name);
    const description = descriptionSchema.parse(input.description);
    try {
      const id = await this.idempotency.once(
        organisationId,
        'createModel',
        input,
        async (transaction) => {
          const row = await this.repository.create(transaction, {
            organisationId,
            name,
            description,
          });
          return row.id;
        },
      );
      return await this.get(organisationId, id);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new ApiError(
        'ALREADY_EXISTS',
        `there is a model named "${name}" already; choose another name`,
      );
    }
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT` for one with versions that can be, or are, in use */
  async delete(organisationId: string, input: DeleteModelInput): Promise<string> {
    const { modelId } = input;
    return this.idempotency.once(organisationId, 'deleteModel', input, async (transaction) => {
      if (await this.repository.isUsable(transaction, modelId))
        throw new ApiError(
          'STATE_CONFLICT',
          'the model has a version that is not REJECTED; only a model of rejected versions can be deleted',
        );
      if (!(await this.repository.delete(transaction, modelId))) throw notFound('model', modelId);
      return modelId;
    });
  }
}
