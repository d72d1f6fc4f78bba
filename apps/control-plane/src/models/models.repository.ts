import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  ModelVersionState,
  type OrganisationTransaction,
  type Rows,
} from '@flotilla/database';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';

@Injectable()
export class ModelsRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findMany(organisationId: string, ids: readonly string[]): Promise<Rows.Model[]> {
    return this.client(organisationId).model.findMany({ where: { id: { in: [...ids] } } });
  }

  async page(organisationId: string, window: PageWindow): Promise<Rows.Model[]> {
    return this.client(organisationId).model.findMany({
      where: { ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string): Promise<number> {
    return this.client(organisationId).model.count();
  }

  async create(
    transaction: OrganisationTransaction,
    row: { organisationId: string; name: string; description: string },
  ): Promise<Rows.Model> {
    return transaction.model.create({ data: row });
  }

  /** Whether any version can be of use. */
  async isUsable(transaction: OrganisationTransaction, modelId: string): Promise<boolean> {
    const count = await transaction.modelVersion.count({
      where: { modelId, state: { not: ModelVersionState.REJECTED } },
    });
    return count > 0;
  }

  /** Of a model without usable versions. @returns false when there is no such model */
  async delete(transaction: OrganisationTransaction, id: string): Promise<boolean> {
    await transaction.modelVersion.deleteMany({
      where: { modelId: id, state: ModelVersionState.REJECTED },
    });
    const { count } = await transaction.model.deleteMany({ where: { id } });
    return count > 0;
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}
