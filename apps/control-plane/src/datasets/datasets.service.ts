import { Injectable } from '@nestjs/common';
import { DatasetRole, DatasetState, type Rows } from '@flotilla/database';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import { Idempotency } from '../api/idempotency';
import { nameSchema } from '../api/input-schemas';
import type { PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { problemOf } from '../api/problem';
import { artifactOf } from '../artifacts/artifact';
import { ArtifactsService } from '../artifacts/artifacts.service';
import { ApiError, notFound } from '../errors';
import { JobsService } from '../jobs/jobs.service';
import type { Dataset } from './dataset';
import type { CreateDatasetInput, DeleteDatasetInput } from './dataset-inputs';
import { DatasetsRepository } from './datasets.repository';

@Injectable()
export class DatasetsService {
  private readonly lookup: BatchedLookup<Rows.Dataset>;

  constructor(
    private readonly repository: DatasetsRepository,
    private readonly artifacts: ArtifactsService,
    private readonly jobs: JobsService,
    private readonly idempotency: Idempotency,
  ) {
    this.lookup = new BatchedLookup((organisationId, ids) =>
      repository.findMany(organisationId, ids),
    );
  }

  async find(organisationId: string, id: string): Promise<Dataset | null> {
    const row = await this.lookup.find(organisationId, id);
    return row === null ? null : datasetOf(row);
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT` when it is not ready or plays another role */
  async getReady(organisationId: string, id: string, role: DatasetRole): Promise<Dataset> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('dataset', id);
    if (found.state !== DatasetState.READY || found.role !== role)
      throw new ApiError(
        'STATE_CONFLICT',
        `dataset "${found.name}" is a ${found.role} set in state ${found.state}; a READY ${role} set is needed`,
      );
    return found;
  }

  async list(
    organisationId: string,
    page: PageArguments,
    role: DatasetRole | null,
  ): Promise<Connection<Dataset>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, role, window),
      count: () => this.repository.count(organisationId, role),
      keyOf: ({ id }) => id,
      nodeOf: datasetOf,
    });
  }

  /** @throws ApiError `INVALID_INPUT`; ArtifactError `ARTIFACT_NOT_FOUND`, `INVALID_DIGEST` */
  async create(organisationId: string, input: CreateDatasetInput): Promise<Dataset> {
    const name = nameSchema.parse(input.name);
    if (input.role === DatasetRole.EVALUATION && input.labelsDigest == null)
      throw new ApiError('INVALID_INPUT', 'labelsDigest: an evaluation set needs labels');
    const inputs = await this.artifacts.require(organisationId, input.inputsDigest);
    const labels =
      input.labelsDigest == null
        ? null
        : await this.artifacts.require(organisationId, input.labelsDigest);
    const id = await this.idempotency.once(
      organisationId,
      'createDataset',
      input,
      async (transaction) => {
        const row = { organisationId, name, role: input.role, inputs, labels };
        return (await this.repository.create(transaction, row)).id;
      },
    );
    this.jobs.wake();
    const created = await this.find(organisationId, id);
    if (created === null) throw notFound('dataset', id);
    return created;
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT` for one that can be, or is, in use */
  async delete(organisationId: string, input: DeleteDatasetInput): Promise<string> {
    const { datasetId } = input;
    return this.idempotency.once(organisationId, 'deleteDataset', input, async (transaction) => {
      if (await this.repository.deleteRejected(transaction, datasetId)) return datasetId;
      const kept = await this.find(organisationId, datasetId);
      if (kept === null) throw notFound('dataset', datasetId);
      throw new ApiError(
        'STATE_CONFLICT',
        `dataset "${kept.name}" is ${kept.state}; only a REJECTED one can be deleted`,
      );
    });
  }
}

function datasetOf(row: Rows.Dataset): Dataset {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    state: row.state,
    problem: problemOf(row),
    inputs: artifactOf(row.inputsDigest, row.inputsSizeBytes),
    labels: artifactOf(row.labelsDigest, row.labelsSizeBytes),
    hasLabels: row.labelsDigest !== null,
    sampleCount: row.sampleCount,
    sampleShape: row.sampleCount === null ? null : row.sampleShape,
    createdAt: row.createdAt,
  };
}
