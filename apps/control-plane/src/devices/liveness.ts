import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Bus } from '@flotilla/bus';
import { BUS } from '../injection/tokens';
import { PresenceRepository } from './presence.repository';

/** Whether devices are there, as hellos, last wills and everything else that they send shows it. */
@Injectable()
export class Liveness {
  constructor(
    @Inject(BUS) private readonly bus: Bus,
    private readonly presence: PresenceRepository,
  ) {}

  /** To be told of what a device sends. One that is believed gone is asked, as the message may be an old one. */
  async heard(organisationId: string, deviceId: string, now: Date): Promise<void> {
    if (await this.presence.seen(organisationId, deviceId, now)) return;
    await this.askForHello(organisationId, deviceId);
  }

  /**
   * A session has ended. Where another process of the same device has its place, that one's hello may have been
   * overtaken by this news.
   */
  async ended(organisationId: string, deviceId: string, session: bigint, now: Date): Promise<void> {
    if (await this.presence.end(organisationId, deviceId, session, now))
      await this.askForHello(organisationId, deviceId);
  }

  /** Heard by a device that is connected, and by nobody else. */
  private async askForHello(organisationId: string, deviceId: string): Promise<void> {
    const message = { id: randomUUID(), kind: 'report' as const, model: '' };
    await this.bus.publish('device.command', { organisationId, deviceId, message });
  }
}
