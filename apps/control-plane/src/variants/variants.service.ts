import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@flotilla/bus';
import { DatasetRole, ModelVersionState, type Rows } from '@flotilla/database';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import { Idempotency } from '../api/idempotency';
import { type PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { watch } from '../api/watch';
import { DatasetsService } from '../datasets/datasets.service';
import { ApiError, notFound } from '../errors';
import { BUS } from '../injection/tokens';
import { JobsService } from '../jobs/jobs.service';
import { ModelVersionsService } from '../models/model-versions.service';
import { type ProfileRevision, ProfilesService } from '../profiles/profiles.service';
import type { Variant } from './variant';
import type { BuildVariantsInput } from './variant-inputs';
import { variantOf } from './variant-mapping';
import { type VariantFilter, VariantsRepository } from './variants.repository';

const maximumProfiles = 100;

@Injectable()
export class VariantsService {
  private readonly lookup: BatchedLookup<Rows.Variant>;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: VariantsRepository,
    private readonly modelVersions: ModelVersionsService,
    private readonly profiles: ProfilesService,
    private readonly datasets: DatasetsService,
    private readonly jobs: JobsService,
    private readonly idempotency: Idempotency,
  ) {
    this.lookup = new BatchedLookup((organisationId, ids) =>
      repository.findMany(organisationId, ids),
    );
  }

  async find(organisationId: string, id: string): Promise<Variant | null> {
    const row = await this.lookup.find(organisationId, id);
    return row === null ? null : variantOf(row);
  }

  /** @throws ApiError `NOT_FOUND` */
  async get(organisationId: string, id: string): Promise<Variant> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('variant', id);
    return found;
  }

  async list(
    organisationId: string,
    page: PageArguments & VariantFilter,
  ): Promise<Connection<Variant>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, page, window),
      count: () => this.repository.count(organisationId, page),
      keyOf: ({ id }) => id,
      nodeOf: variantOf,
    });
  }

  /** @throws ApiError `NOT_FOUND`, `STATE_CONFLICT`, `INVALID_INPUT` */
  async build(organisationId: string, input: BuildVariantsInput): Promise<readonly Variant[]> {
    const profiles = await this.requireInputs(organisationId, input);
    const ids = await this.idempotency.once(
      organisationId,
      'buildVariants',
      input,
      async (transaction) => {
        const made = new Map<string, string>();
        // In one order for all callers, so that none waits for another in a circle.
        const inOrder = [...profiles].sort((a, b) => (a.id < b.id ? -1 : 1));
        for (const { id, revision, values } of inOrder) {
          const inputs = {
            modelVersionId: input.modelVersionId,
            profileId: id,
            profileRevision: revision,
            calibrationDatasetId: input.calibrationDatasetId ?? null,
            evaluationDatasetId: input.evaluationDatasetId,
          };
          made.set(id, await this.repository.ensure(transaction, organisationId, inputs, values));
        }
        return profiles.map(({ id }) => made.get(id) ?? '');
      },
    );
    this.jobs.wake();
    return Promise.all(ids.map((id) => this.get(organisationId, id)));
  }

  watch(organisationId: string, modelVersionId: string): AsyncIterableIterator<Variant> {
    return watch<Variant>({
      bus: this.bus,
      subject: 'changed.variant',
      organisationId,
      versionOf: ({ version }) => version,
      read: async (changedId) => {
        const rows =
          changedId === null
            ? await this.repository.listOf(organisationId, modelVersionId)
            : await this.repository.findMany(organisationId, [changedId]);
        return rows.filter((row) => row.modelVersionId === modelVersionId).map(variantOf);
      },
    });
  }

  private async requireInputs(
    organisationId: string,
    input: BuildVariantsInput,
  ): Promise<ProfileRevision[]> {
    const profileIds = [...new Set(input.profileIds)];
    if (profileIds.length === 0 || profileIds.length > maximumProfiles)
      throw new ApiError(
        'INVALID_INPUT',
        `profileIds: give 1 to ${maximumProfiles} profiles, not ${profileIds.length}`,
      );
    const modelVersion = await this.modelVersions.get(organisationId, input.modelVersionId);
    if (modelVersion.state !== ModelVersionState.READY)
      throw new ApiError(
        'STATE_CONFLICT',
        `the model version is ${modelVersion.state}; wait until it is READY`,
      );
    await this.datasets.getReady(organisationId, input.evaluationDatasetId, DatasetRole.EVALUATION);
    if (input.calibrationDatasetId != null)
      await this.datasets.getReady(
        organisationId,
        input.calibrationDatasetId,
        DatasetRole.CALIBRATION,
      );
    const profiles = await Promise.all(
      profileIds.map((id) => this.profiles.getRevision(organisationId, id)),
    );
    const uncalibrated = profiles.find(({ values }) => values.schemes.includes('int8'));
    if (uncalibrated !== undefined && input.calibrationDatasetId == null)
      throw new ApiError(
        'INVALID_INPUT',
        `calibrationDatasetId: profile "${uncalibrated.values.name}" names the scheme int8, which needs a calibration set`,
      );
    return profiles;
  }
}
