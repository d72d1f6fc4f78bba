import { Injectable } from '@nestjs/common';
import { isUniqueViolation, type Rows } from '@flotilla/database';
import {
  hardwareProfileSchema,
  presets,
  type HardwareProfile as ProfileValues,
} from '@flotilla/profiles';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import { Idempotency } from '../api/idempotency';
import type { PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { ApiError, notFound } from '../errors';
import type { HardwareProfile } from './hardware-profile';
import type {
  CreateHardwareProfileInput,
  HardwareProfileValues,
  UpdateHardwareProfileInput,
} from './hardware-profile-inputs';
import { profileOf, valuesOf } from './profile-mapping';
import { ProfilesRepository } from './profiles.repository';

export interface ProfileRevision {
  readonly id: string;
  readonly revision: number;
  readonly values: ProfileValues;
}

@Injectable()
export class ProfilesService {
  private readonly lookup: BatchedLookup<Rows.HardwareProfile>;

  constructor(
    private readonly repository: ProfilesRepository,
    private readonly idempotency: Idempotency,
  ) {
    this.lookup = new BatchedLookup((organisationId, ids) =>
      repository.findMany(organisationId, ids),
    );
  }

  async find(organisationId: string, id: string): Promise<HardwareProfile | null> {
    const row = await this.lookup.find(organisationId, id);
    return row === null ? null : profileOf(row);
  }

  /** @throws ApiError `NOT_FOUND` */
  async get(organisationId: string, id: string): Promise<HardwareProfile> {
    const found = await this.find(organisationId, id);
    if (found === null) throw notFound('hardware profile', id);
    return found;
  }

  /** The profile as variants are built for it. @throws ApiError `NOT_FOUND` */
  async getRevision(organisationId: string, id: string): Promise<ProfileRevision> {
    const row = await this.lookup.find(organisationId, id);
    if (row === null) throw notFound('hardware profile', id);
    return { id, revision: row.revision, values: valuesOf(row) };
  }

  async list(organisationId: string, page: PageArguments): Promise<Connection<HardwareProfile>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, window),
      count: () => this.repository.count(organisationId),
      keyOf: ({ id }) => id,
      nodeOf: profileOf,
    });
  }

  async countDevices(organisationId: string, id: string): Promise<number> {
    return this.repository.countDevices(organisationId, id);
  }

  /** @throws ApiError `ALREADY_EXISTS`; ZodError for values out of range */
  async create(
    organisationId: string,
    input: CreateHardwareProfileInput,
  ): Promise<HardwareProfile> {
    const values = valuesOfInput(input.profile);
    const id = await this.named(values.name, () =>
      this.idempotency.once(organisationId, 'createHardwareProfile', input, async (transaction) => {
        return (await this.repository.create(transaction, organisationId, values)).id;
      }),
    );
    return this.get(organisationId, id);
  }

  /** @throws ApiError `NOT_FOUND`, `REVISION_CONFLICT`, `ALREADY_EXISTS`; ZodError for values out of range */
  async update(
    organisationId: string,
    input: UpdateHardwareProfileInput,
  ): Promise<HardwareProfile> {
    const values = valuesOfInput(input.profile);
    await this.get(organisationId, input.id);
    const id = await this.named(values.name, () =>
      this.idempotency.once(organisationId, 'updateHardwareProfile', input, async (transaction) => {
        if (!(await this.repository.update(transaction, input.id, input.expectedRevision, values)))
          throw new ApiError(
            'REVISION_CONFLICT',
            `the profile is no longer at revision ${input.expectedRevision}; load it again, then repeat your change`,
          );
        return input.id;
      }),
    );
    return this.get(organisationId, id);
  }

  /** Puts the presets into an organisation that has no profiles. */
  async seedPresets(organisationId: string): Promise<void> {
    if ((await this.repository.count(organisationId)) === 0)
      await this.repository.seed(organisationId, presets);
  }

  private async named<T>(name: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new ApiError(
        'ALREADY_EXISTS',
        `there is a hardware profile named "${name}" already; choose another name`,
      );
    }
  }
}

/** GraphQL's absent and null budgets alike are the schema's "no limit". */
function valuesOfInput({ budgets, ...rest }: HardwareProfileValues): ProfileValues {
  return hardwareProfileSchema.parse({ ...rest, budgets: { ...budgets } });
}
