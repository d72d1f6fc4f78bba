import { Inject, Injectable } from '@nestjs/common';
import type { Database, Rows } from '@flotilla/database';
import { before, type PageWindow } from '../api/pagination';
import { DATABASE } from '../injection/tokens';

export type NewRejectedMessage = Pick<
  Rows.RejectedMessage,
  'organisationId' | 'deviceId' | 'topic' | 'code' | 'message'
>;

/** How many messages of a device were rejected. */
export interface RejectedCount {
  /** Of the device. */
  readonly id: string;
  readonly count: number;
}

@Injectable()
export class RejectedMessagesRepository {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  /** Keeps it, unless there is no such device. */
  async add(row: NewRejectedMessage): Promise<void> {
    const client = this.database.scopedTo(row.organisationId);
    if ((await client.device.count({ where: { id: row.deviceId } })) === 0) return;
    await client.rejectedMessage.create({ data: row });
  }

  async page(
    organisationId: string,
    deviceId: string,
    window: PageWindow,
  ): Promise<Rows.RejectedMessage[]> {
    return this.client(organisationId).rejectedMessage.findMany({
      where: { deviceId, ...before('id', window) },
      orderBy: { id: 'desc' },
      take: window.take,
    });
  }

  async counts(organisationId: string, deviceIds: readonly string[]): Promise<RejectedCount[]> {
    const groups = await this.client(organisationId).rejectedMessage.groupBy({
      by: ['deviceId'],
      where: { deviceId: { in: [...deviceIds] } },
      _count: { _all: true },
      orderBy: { deviceId: 'asc' },
    });
    return groups.map(({ deviceId, _count }) => ({ id: deviceId, count: _count._all }));
  }

  private client(organisationId: string) {
    return this.database.scopedTo(organisationId);
  }
}
