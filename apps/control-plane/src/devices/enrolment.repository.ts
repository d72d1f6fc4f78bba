import { Inject, Injectable } from '@nestjs/common';
import {
  type Database,
  type OrganisationTransaction,
  retryTransient,
  type Rows,
} from '@flotilla/database';
import { DATABASE } from '../injection/tokens';
import { EnrolmentError } from './errors';

export interface NewDevice {
  readonly tokenHash: string;
  readonly name: string;
  readonly publicKey: string;
}

export interface EnrolledDevice {
  readonly organisationId: string;
  readonly deviceId: string;
}

@Injectable()
export class EnrolmentRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async createToken(
    transaction: OrganisationTransaction,
    row: { organisationId: string; profileId: string | null; expiresAt: Date; tokenHash: string },
  ): Promise<string> {
    return (await transaction.enrolmentToken.create({ data: row })).id;
  }

  async findToken(organisationId: string, id: string): Promise<Rows.EnrolmentToken | null> {
    return this.database
      .scopedTo(organisationId)
      .enrolmentToken.findUnique({ where: { organisationId_id: { organisationId, id } } });
  }

  /** @returns null for a device that is not enrolled, or no longer */
  async publicKeyOf(organisationId: string, deviceId: string): Promise<string | null> {
    const row = await this.database.scopedTo(organisationId).device.findFirst({
      where: { id: deviceId, revokedAt: null },
      select: { publicKey: true },
    });
    return row?.publicKey ?? null;
  }

  /** @throws EnrolmentError `TOKEN_UNKNOWN`, `TOKEN_EXPIRED`, `TOKEN_USED`, `DEVICE_REVOKED` */
  async enrol(device: NewDevice, now: Date): Promise<EnrolledDevice> {
    return retryTransient(async () => {
      const token = await this.database.platform.enrolmentToken.findUnique({
        where: { tokenHash: device.tokenHash },
        include: { device: true },
      });
      if (token === null)
        throw new EnrolmentError(
          'TOKEN_UNKNOWN',
          'there is no such enrolment token; ask for a new one',
        );
      if (token.device !== null) return sameDevice(token.device, device);
      if (token.expiresAt <= now)
        throw new EnrolmentError(
          'TOKEN_EXPIRED',
          'the enrolment token has expired; ask for a new one',
        );
      return this.redeem(token, device, now);
    });
  }

  private async redeem(
    token: Rows.EnrolmentToken,
    device: NewDevice,
    now: Date,
  ): Promise<EnrolledDevice> {
    const { organisationId, profileId } = token;
    return this.database.scopedTo(organisationId).$transaction(async (transaction) => {
      const { count } = await transaction.enrolmentToken.updateMany({
        where: { id: token.id, usedAt: null },
        data: { usedAt: now },
      });
      if (count === 0)
        throw new EnrolmentError(
          'TOKEN_USED',
          'the enrolment token was used at the same moment; try again',
        );
      const { name, publicKey } = device;
      // A device that lost its id but kept its key comes back as itself.
      const row = await transaction.device.upsert({
        where: { organisationId_publicKey: { organisationId, publicKey } },
        create: { organisationId, name, publicKey, profileId },
        update: profileId === null ? {} : { profileId },
      });
      refuseRevoked(row);
      await transaction.enrolmentToken.updateMany({
        where: { id: token.id },
        data: { deviceId: row.id },
      });
      return { organisationId, deviceId: row.id };
    });
  }
}

function sameDevice(known: Rows.Device, asking: NewDevice): EnrolledDevice {
  if (known.publicKey !== asking.publicKey)
    throw new EnrolmentError(
      'TOKEN_USED',
      'the enrolment token was used by another device; ask for a new one',
    );
  refuseRevoked(known);
  return { organisationId: known.organisationId, deviceId: known.id };
}

/** Its key may be in other hands, so a token does not bring it back. */
function refuseRevoked({ revokedAt }: Rows.Device): void {
  if (revokedAt !== null)
    throw new EnrolmentError(
      'DEVICE_REVOKED',
      'the device with this key was revoked; let it make a new key, in an empty data folder, and enrol that',
    );
}
