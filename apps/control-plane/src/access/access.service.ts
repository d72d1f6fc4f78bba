import { Inject, Injectable } from '@nestjs/common';
import { type Database, isUniqueViolation } from '@flotilla/database';
import { ApiError } from '../errors';
import { DATABASE } from '../injection/tokens';
import { sha256 } from '../sha256';
import { newSecret } from './secret';

export interface Caller {
  readonly organisationId: string;
  /** Of the row, not the secret. */
  readonly tokenId: string;
}

/** Bearer tokens of people and programs. Only their hashes are stored. */
@Injectable()
export class AccessService {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * @param authorization a header `Bearer <token>`
   * @throws ApiError `UNAUTHENTICATED`
   */
  async authenticate(authorization: unknown): Promise<Caller> {
    const token =
      typeof authorization === 'string'
        ? /^Bearer ([\w-]{1,200})$/u.exec(authorization)?.[1]
        : undefined;
    const found =
      token === undefined
        ? null
        : await this.database.platform.apiToken.findUnique({ where: { tokenHash: sha256(token) } });
    if (found?.revokedAt !== null)
      throw new ApiError(
        'UNAUTHENTICATED',
        'this needs an access token: open the link that the first start printed, or send "Authorization: Bearer <token>"',
      );
    return { organisationId: found.organisationId, tokenId: found.id };
  }

  /** Those of the tokens that hold no longer. */
  async revokedAmong(tokenIds: readonly string[]): Promise<readonly string[]> {
    if (tokenIds.length === 0) return [];
    const rows = await this.database.platform.apiToken.findMany({
      where: { id: { in: [...tokenIds] }, revokedAt: null },
      select: { id: true },
    });
    const valid = new Set(rows.map(({ id }) => id));
    return tokenIds.filter((id) => !valid.has(id));
  }

  /** Makes a token; what carried the same name before stops working. */
  async issue(organisationId: string, name: string): Promise<string> {
    const token = newSecret('flt');
    await this.database.scopedTo(organisationId).$transaction(async (transaction) => {
      await transaction.apiToken.updateMany({
        where: { name, revokedAt: null },
        data: { revokedAt: new Date() },
      });
      await transaction.apiToken.create({
        data: { organisationId, name, tokenHash: sha256(token) },
      });
    });
    return token;
  }

  /** @returns the first token of an organisation that has none, else null */
  async issueFirst(organisationId: string): Promise<string | null> {
    const client = this.database.scopedTo(organisationId);
    if ((await client.apiToken.count()) > 0) return null;
    return this.issue(organisationId, 'first start');
  }

  /** Makes the organisation unless it is there. */
  async ensureOrganisation(id: string, name: string): Promise<void> {
    const { organisation } = this.database.platform;
    if ((await organisation.findUnique({ where: { id } })) !== null) return;
    try {
      await organisation.create({ data: { id, name } });
    } catch (error) {
      // Another control plane that starts at the same time was faster.
      if (!isUniqueViolation(error)) throw error;
    }
  }
}
