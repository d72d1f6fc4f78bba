import { Inject, Injectable } from '@nestjs/common';
import type { Database, OrganisationTransaction, Rows } from '@flotilla/database';
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

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}
