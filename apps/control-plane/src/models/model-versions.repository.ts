import { Inject, Injectable } from '@nestjs/common';
import type { ArtifactReference } from '@flotilla/bus';
import { type Database, type OrganisationTransaction, type Rows } from '@flotilla/database';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';

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

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}
