import { Injectable } from '@nestjs/common';
import { isUniqueViolation, type Rows } from '@flotilla/database';
import { z } from 'zod';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import { Idempotency } from '../api/idempotency';
import type { PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { problemOf } from '../api/problem';
import { artifactOf } from '../artifacts/artifact';
import { ArtifactsService } from '../artifacts/artifacts.service';
import { ApiError, notFound } from '../errors';
import { JobsService } from '../jobs/jobs.service';
import type { RegisterModelVersionInput } from './model-inputs';
import type { ModelVersion } from './model-version';
import { ModelVersionsRepository } from './model-versions.repository';
import { ModelsService } from './models.service';

/** The columns' JSON, as ModelVersionsRepository.accept writes it. */
const signatures = z.array(
  z.object({ name: z.string(), type: z.string(), shape: z.array(z.number()) }),
);

@Injectable()
export class ModelVersionsService {
  private readonly lookup: BatchedLookup<Rows.ModelVersion>;

  constructor(
    private readonly repository: ModelVersionsRepository,
    private readonly models: ModelsService,
    private readonly artifacts: ArtifactsService,
    private readonly jobs: JobsService,
    private readonly idempotency: Idempotency,
  ) {
    this.lookup = new BatchedLookup((organisationId, ids) =>
      repository.findMany(organisationId, ids),
    );
  }

  async find(organisationId: string, id: string): Promise<ModelVersion | null> {
    const row = await this.lookup.find(organisationId, id);
    return row === null ? null : modelVersionOf(row);
  }

  /** @throws ApiError `NOT_FOUND` */
  async get(organisationId: string, id: string): Promise<ModelVersion> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('model version', id);
    return found;
  }

  async list(
    organisationId: string,
    modelId: string,
    page: PageArguments,
  ): Promise<Connection<ModelVersion>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, modelId, window),
      count: () => this.repository.count(organisationId, modelId),
      keyOf: ({ id }) => id,
      nodeOf: modelVersionOf,
    });
  }

  /** @throws ApiError `NOT_FOUND`; ArtifactError `ARTIFACT_NOT_FOUND`, `INVALID_DIGEST` */
  async register(organisationId: string, input: RegisterModelVersionInput): Promise<ModelVersion> {
    await this.models.get(organisationId, input.modelId);
    const source = await this.artifacts.require(organisationId, input.artifactDigest);
    try {
      const id = await this.idempotency.once(
        organisationId,
        'registerModelVersion',
        input,
        async (transaction) => {
          const row = await this.repository.create(
            transaction,
            organisationId,
            input.modelId,
            source,
          );
          return row.id;
        },
      );
      this.jobs.wake();
      return await this.get(organisationId, id);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new ApiError(
        'VERSION_CONFLICT',
        'another version of this model was registered at the same moment; call again',
      );
    }
  }
}

function modelVersionOf(row: Rows.ModelVersion): ModelVersion {
  return {
    id: row.id,
    modelId: row.modelId,
    number: row.number,
    state: row.state,
    problem: problemOf(row),
    source: artifactOf(row.sourceDigest, row.sourceSizeBytes),
    floatModel: artifactOf(row.floatDigest, row.floatSizeBytes),
    format: row.format,
    parameterCount: row.parameterCount === null ? null : Number(row.parameterCount),
    operatorCount: row.operatorCount,
    weightBytes: row.weightBytes === null ? null : Number(row.weightBytes),
    inputs: signatures.parse(row.inputs),
    outputs: signatures.parse(row.outputs),
    createdAt: row.createdAt,
  };
}
