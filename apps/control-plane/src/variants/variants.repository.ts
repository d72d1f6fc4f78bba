import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  type OrganisationTransaction,
  type Rows,
  VariantState,
} from '@flotilla/database';
import type { HardwareProfile as ProfileValues } from '@flotilla/profiles';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';

export interface VariantFilter {
  readonly modelVersionId?: string | null | undefined;
  readonly profileId?: string | null | undefined;
  readonly state?: VariantState | null | undefined;
}

/** What a variant is made from; no two variants share it. */
export interface VariantInputs {
  readonly modelVersionId: string;
  readonly profileId: string;
  readonly profileRevision: number;
  readonly calibrationDatasetId: string | null;
  readonly evaluationDatasetId: string;
}

@Injectable()
export class VariantsRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async findMany(organisationId: string, ids: readonly string[]): Promise<Rows.Variant[]> {
    return this.client(organisationId).variant.findMany({ where: { id: { in: [...ids] } } });
  }

  async listOf(organisationId: string, modelVersionId: string): Promise<Rows.Variant[]> {
    return this.client(organisationId).variant.findMany({ where: { modelVersionId } });
  }

  async page(
    organisationId: string,
    filter: VariantFilter,
    window: PageWindow,
  ): Promise<Rows.Variant[]> {
    return this.client(organisationId).variant.findMany({
      where: { ...whereOf(filter), ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async count(organisationId: string, filter: VariantFilter): Promise<number> {
    return this.client(organisationId).variant.count({ where: whereOf(filter) });
  }

  /**
   * The ready variant of a model version for each profile that has one: the newest for the profile's current revision,
   * or, without such, the newest of all.
   */
  async newestReady(
    organisationId: string,
    modelVersionId: string,
  ): Promise<Map<string, Rows.Variant>> {
    const rows = await this.client(organisationId).variant.findMany({
      where: { modelVersionId, state: VariantState.READY },
      include: { hardwareProfile: { select: { revision: true } } },
      orderBy: { id: 'asc' },
    });
    const current = rows.filter(
      ({ profileRevision, hardwareProfile }) => profileRevision === hardwareProfile.revision,
    );
    return new Map([...rows, ...current].map((row) => [row.profileId, row]));
  }

  /** The variant made from these inputs: as it is, queued again if it failed, new if there was none. */
  async ensure(
    transaction: OrganisationTransaction,
    organisationId: string,
    inputs: VariantInputs,
    profile: ProfileValues,
  ): Promise<string> {
    // Callers with the same inputs at the same time wait here for each other.
    await transaction.variant.createMany({
      data: [{ organisationId, ...inputs, profile }],
      skipDuplicates: true,
    });
    const known = await transaction.variant.findFirstOrThrow({ where: { ...inputs } });
    await transaction.variant.updateMany({
      where: { id: known.id, state: { in: [VariantState.FAILED, VariantState.REJECTED] } },
      data: {
        state: VariantState.QUEUED,
        version: { increment: 1 },
        attempt: 0,
        jobDueAt: new Date(),
        stage: 'queued',
        fraction: 0,
        message: '',
        problemCode: null,
        problemMessage: null,
        finishedAt: null,
      },
    });
    return known.id;
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}

function whereOf({ modelVersionId, profileId, state }: VariantFilter) {
  return {
    ...(modelVersionId == null ? {} : { modelVersionId }),
    ...(profileId == null ? {} : { profileId }),
    ...(state == null ? {} : { state }),
  };
}
