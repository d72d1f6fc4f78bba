import { Inject, Injectable } from '@nestjs/common';
import type { ArtifactReference } from '@flotilla/bus';
import {
  type Database,
  type DatasetRole,
  DatasetState,
  type OrganisationTransaction,
  type Rows,
} from '@flotilla/database';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';

export interface NewDataset {
  readonly organisationId: string;
  readonly name: string;
  readonly role: DatasetRole;
  readonly inputs: ArtifactReference;
  readonly labels: ArtifactReference | null;
}

@Injectable()
export class DatasetsRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findMany(organisationId: string, ids: readonly string[]): Promise<Rows.Dataset[]> {
    return this.client(organisationId).dataset.findMany({ where: { id: { in: [...ids] } } });
  }

  async page(
    organisationId: string,
    role: DatasetRole | null,
    window: PageWindow,
  ): Promise<Rows.Dataset[]> {
    return this.client(organisationId).dataset.findMany({
      where: { ...whereRole(role), ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string, role: DatasetRole | null): Promise<number> {
    return this.client(organisationId).dataset.count({ where: whereRole(role) });
  }

  async create(
    transaction: OrganisationTransaction,
    { organisationId, name, role, inputs, labels }: NewDataset,
  ): Promise<Rows.Dataset> {
    return transaction.dataset.create({
      data: {
        organisationId,
        name,
        role,
        inputsDigest: inputs.digest,
        inputsSizeBytes: BigInt(inputs.sizeBytes),
        labelsDigest: labels?.digest ?? null,
        labelsSizeBytes: labels === null ? null : BigInt(labels.sizeBytes),
      },
    });
  }

  /** @returns false when there is no such rejected dataset */
  async deleteRejected(transaction: OrganisationTransaction, id: string): Promise<boolean> {
    const { count } = await transaction.dataset.deleteMany({
      where: { id, state: DatasetState.REJECTED },
    });
    return count > 0;
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}

function whereRole(role: DatasetRole | null): { role?: DatasetRole } {
  return role === null ? {} : { role };
}
