import { Inject, Injectable } from '@nestjs/common';
import type { Database, OrganisationTransaction, Rows } from '@flotilla/database';
import type { HardwareProfile as ProfileValues } from '@flotilla/profiles';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';
import { columnsOf } from './profile-mapping';

@Injectable()
export class ProfilesRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findMany(organisationId: string, ids: readonly string[]): Promise<Rows.HardwareProfile[]> {
    return this.client(organisationId).hardwareProfile.findMany({
      where: { id: { in: [...ids] } },
    });
  }

  async page(organisationId: string, window: PageWindow): Promise<Rows.HardwareProfile[]> {
    return this.client(organisationId).hardwareProfile.findMany({
      where: { ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string): Promise<number> {
    return this.client(organisationId).hardwareProfile.count();
  }

  async countDevices(organisationId: string, profileId: string): Promise<number> {
    return this.client(organisationId).device.count({ where: { profileId, revokedAt: null } });
  }

  async create(
    transaction: OrganisationTransaction,
    organisationId: string,
    values: ProfileValues,
  ): Promise<Rows.HardwareProfile> {
    return transaction.hardwareProfile.create({ data: { organisationId, ...columnsOf(values) } });
  }

  /** @returns whether the profile still had the expected revision */
  async update(
    transaction: OrganisationTransaction,
    id: string,
    expectedRevision: number,
    values: ProfileValues,
  ): Promise<boolean> {
    const { count } = await transaction.hardwareProfile.updateMany({
      where: { id, revision: expectedRevision },
      data: { ...columnsOf(values), revision: expectedRevision + 1 },
    });
    return count > 0;
  }

  /** Adds those whose names are not taken. */
  async seed(organisationId: string, presets: readonly ProfileValues[]): Promise<void> {
    await this.client(organisationId).hardwareProfile.createMany({
      data: presets.map((values) => ({ organisationId, ...columnsOf(values), isPreset: true })),
      skipDuplicates: true,
    });
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}
