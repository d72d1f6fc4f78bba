import { Inject, Injectable } from '@nestjs/common';
import { type Database, isUniqueViolation } from '@flotilla/database';
import { DATABASE } from '../injection/tokens';

/** Liveness is written often, so no more often than this for each device. */
const minimumIntervalMs = 10_000;

@Injectable()
export class PresenceRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /**
   * A session has begun, or goes on: of two processes of one device (a copied disk) the older one may stay.
   * @returns false when a newer one is under way
   */
  async begin(
    organisationId: string,
    deviceId: string,
    session: bigint,
    now: Date,
  ): Promise<boolean> {
    const presence = this.database.scopedTo(organisationId).devicePresence;
    const data = { session, online: true, lastSeenAt: now };
    const { count } = await presence.updateMany({
      where: { deviceId, OR: [{ session: { lte: session } }, { online: false }] },
      data,
    });
    if (count > 0) return true;
    try {
      await presence.create({ data: { organisationId, deviceId, ...data } });
      return true;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return false;
    }
  }

  /** A session has ended. @returns false, and nothing changes, when another one has begun */
  async end(
    organisationId: string,
    deviceId: string,
    session: bigint,
    now: Date,
  ): Promise<boolean> {
    const { count } = await this.database.scopedTo(organisationId).devicePresence.updateMany({
      where: { deviceId, session },
      data: { online: false, lastSeenAt: now },
    });
    return count > 0;
  }

  /** The device sent something. @returns false for one whose session had ended a while before */
  async seen(organisationId: string, deviceId: string, now: Date): Promise<boolean> {
    const seen = await this.database.scopedTo(organisationId).devicePresence.updateManyAndReturn({
      where: { deviceId, lastSeenAt: { lt: new Date(now.getTime() - minimumIntervalMs) } },
      data: { lastSeenAt: now },
    });
    return seen.every(({ online }) => online);
  }

  /** No session outlives the gateway that ended with this process. */
  async endAll(): Promise<void> {
    await this.database.platform.devicePresence.updateMany({
      where: { online: true },
      data: { online: false },
    });
  }
}
