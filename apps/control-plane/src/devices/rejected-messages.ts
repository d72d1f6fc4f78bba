import {
  Inject,
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Bus, Events, Subscription } from '@flotilla/bus';
import type { Rows } from '@flotilla/database';
import { parseTopic } from '@flotilla/protocol';
import type { Logger } from '@flotilla/server-kit';
import { BatchedLookup } from '../api/batching';
import type { Connection } from '../api/connection';
import type { PageArguments } from '../api/page';
import { pageOf } from '../api/pagination';
import { BUS, LOGGER } from '../injection/tokens';
import type { RejectedMessage } from './rejected-message';
import { type RejectedCount, RejectedMessagesRepository } from './rejected-messages.repository';

/** What devices sent and the platform could not take: kept aside, so that somebody can see what is wrong with them. */
@Injectable()
export class RejectedMessages implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly counts: BatchedLookup<RejectedCount>;
  private subscription: Subscription | null = null;

  constructor(
    @Inject(BUS) private readonly bus: Bus,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly repository: RejectedMessagesRepository,
  ) {
    this.counts = new BatchedLookup((organisationId, ids) =>
      repository.counts(organisationId, ids),
    );
  }

  async onApplicationBootstrap(): Promise<void> {
    this.subscription = await this.bus.subscribe('device.rejected', (event) => this.keep(event), {
      group: 'control-plane',
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.subscription?.close();
  }

  async count(organisationId: string, deviceId: string): Promise<number> {
    return (await this.counts.find(organisationId, deviceId))?.count ?? 0;
  }

  async list(
    organisationId: string,
    deviceId: string,
    page: PageArguments,
  ): Promise<Connection<RejectedMessage>> {
    return pageOf(page, {
      rows: (window) => this.repository.page(organisationId, deviceId, window),
      count: () => this.count(organisationId, deviceId),
      keyOf: ({ id }) => id,
      nodeOf: rejectedMessageOf,
    });
  }

  private async keep(event: Events['device.rejected']): Promise<void> {
    const { organisationId, deviceId, topic, code, message } = event;
    this.logger.warn(
      { organisationId, deviceId, topic, code },
      'a device sent what its protocol does not allow',
    );
    await this.repository.add({
      organisationId,
      deviceId,
      topic: topic.slice(0, 500),
      code: code.slice(0, 100),
      message: message.slice(0, 1_000),
    });
  }
}

function rejectedMessageOf({
  id,
  code,
  message,
  topic,
  createdAt,
}: Rows.RejectedMessage): RejectedMessage {
  return { id, code, message, topic, kind: parseTopic(topic)?.kind ?? null, receivedAt: createdAt };
}
