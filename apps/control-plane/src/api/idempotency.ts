import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  isUniqueViolation,
  type OrganisationTransaction,
  retryTransient,
} from '@flotilla/database';
import { ApiError } from '../errors';
import { DATABASE } from '../injection/tokens';
import { sha256 } from '../sha256';
import type { MutationInput } from './mutation-input';

const maximumKeyLength = 200;

/** Makes mutations safe to repeat. */
@Injectable()
export class Idempotency {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * Runs `work` in a transaction together with the record of its result. The same key with the same input gives the
   * recorded result without running it again; without a key, it simply runs.
   * @param work gives what is enough to find the result again (ids)
   * @throws ApiError `IDEMPOTENCY_CONFLICT` when the key was used with another input
   */
  async once<Result extends string | readonly string[]>(
    organisationId: string,
    operation: string,
    { idempotencyKey, ...input }: MutationInput,
    work: (transaction: OrganisationTransaction) => Promise<Result>,
  ): Promise<Result> {
    const client = this.database.scopedTo(organisationId);
    if (idempotencyKey == null) return client.$transaction((transaction) => work(transaction));
    assertKey(idempotencyKey);
    const record = { keyHash: sha256(idempotencyKey), operation, inputHash: sha256(stable(input)) };
    return retryTransient(async () => {
      const known = await this.recall<Result>(organisationId, record);
      if (known !== null) return known;
      try {
        return await client.$transaction(async (transaction) => {
          // First, so that a call with the same key at the same time waits here for the outcome of this one.
          await transaction.idempotencyKey.create({
            data: { organisationId, ...record, result: '' },
          });
          const result = await work(transaction);
          const key = { organisationId, keyHash: record.keyHash };
          await transaction.idempotencyKey.update({
            where: { organisationId_keyHash: key },
            data: { result: typeof result === 'string' ? result : [...result] },
          });
          return result;
        });
      } catch (error) {
        const winner = isUniqueViolation(error)
          ? await this.recall<Result>(organisationId, record)
          : null;
        if (winner === null) throw error;
        return winner;
      }
    });
  }

  private async recall<Result>(
    organisationId: string,
    { keyHash, operation, inputHash }: { keyHash: string; operation: string; inputHash: string },
  ): Promise<Result | null> {
    const known = await this.database.scopedTo(organisationId).idempotencyKey.findUnique({
      where: { organisationId_keyHash: { organisationId, keyHash } },
    });
    if (known === null) return null;
    if (known.operation === operation && known.inputHash === inputHash)
      return known.result as Result;
    throw new ApiError(
      'IDEMPOTENCY_CONFLICT',
      'this idempotencyKey was used for another call; use a fresh one for each thing that you want done',
    );
  }
}

function assertKey(key: string): void {
  if (key.length === 0 || key.length > maximumKeyLength)
    throw new ApiError(
      'INVALID_INPUT',
      `an idempotencyKey has 1 to ${maximumKeyLength} characters, this one has ${key.length}`,
    );
}

/** JSON with sorted keys, absent and null alike, so that equal inputs have one form. */
function stable(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each) || each instanceof Date)
      return each;
    return Object.fromEntries(
      Object.entries(each)
        .filter(([, entry]) => entry != null)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  });
}
