import { Inject, Injectable } from '@nestjs/common';
import type { ArtifactReference, ImportedModel } from '@flotilla/bus';
import {
  type Database,
  ModelVersionState,
  type OrganisationTransaction,
  type Rows,
} from '@flotilla/database';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../platform/tokens';

@Injectable()
export class ModelVersionsRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findMany(organisationId: string, ids: readonly string[]): Promise<Rows.ModelVersion[]> {
    return this.client(organisationId).modelVersion.findMany({ where: { id: { in: [...ids] } } });
  }

  async page(
    organisationId: string,
    modelId: string,
    window: PageWindow,
  ): Promise<Rows.ModelVersion[]> {
    return this.client(organisationId).modelVersion.findMany({
      where: { modelId, ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string, modelId: string): Promise<number> {
    return this.client(organisationId).modelVersion.count({ where: { modelId } });
  }

  /** The next version of a model. Two at the same time: one of them breaks the unique number. */
  async create(
    transaction: OrganisationTransaction,
    organisationId: string,
    modelId: string,
    source: ArtifactReference,
  ): Promise<Rows.ModelVersion> {
    const newest = await transaction.modelVersion.aggregate({
      where: { modelId },
      _max: { number: true },
    });
    return transaction.modelVersion.create({
      data: {
        organisationId,
        modelId,
        number: (newest._max.number ?? 0) + 1,
        sourceDigest: source.digest,
        sourceSizeBytes: BigInt(source.sizeBytes),
      },
    });
  }

  /** @returns whether this attempt was still awaited */
  async accept(
    organisationId: string,
    id: string,
    attempt: number,
    result: ImportedModel,
  ): Promise<boolean> {
    const { count } = await this.client(organisationId).modelVersion.updateMany({
      where: { id, attempt, state: ModelVersionState.IMPORTING },
      data: {
        state: ModelVersionState.READY,
        floatDigest: result.floatModel.digest,
        floatSizeBytes: BigInt(result.floatModel.sizeBytes),
        format: result.format,
        parameterCount: BigInt(result.parameterCount),
        operatorCount: result.operatorCount,
        weightBytes: BigInt(result.weightBytes),
        inputs: result.inputs.map((each) => ({ ...each, shape: [...each.shape] })),
        outputs: result.outputs.map((each) => ({ ...each, shape: [...each.shape] })),
      },
    });
    return count > 0;
  }

  async reject(
    organisationId: string,
    id: string,
    attempt: number,
    code: string,
    message: string,
  ): Promise<boolean> {
    const { count } = await this.client(organisationId).modelVersion.updateMany({
      where: { id, attempt, state: ModelVersionState.IMPORTING },
      data: { state: ModelVersionState.REJECTED, problemCode: code, problemMessage: message },
    });
    return count > 0;
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}
