import { reasonInBrief } from '@flotilla/device';
import { isCodedError } from '@flotilla/foundation';
import {
  codecs,
  type DeviceKind,
  formatTopic,
  isPlatformKind,
  type MessageByKind,
  parseTopic,
  platformKinds,
  type PlatformKind,
} from '@flotilla/protocol';
import { messageOf } from '../errors';
import type { Enrolment } from '../identity/identity-store';
import type { Logger } from '../log';
import { MqttConnection, type MqttConnectionParts } from './mqtt-connection';

export type Inbox = {
  readonly [K in PlatformKind]: (message: MessageByKind[K]) => void | Promise<void>;
};

export interface PlatformLinkParts extends Pick<
  MqttConnectionParts,
  'url' | 'password' | 'onConnected' | 'reconnectBaseMs' | 'reconnectMaximumMs'
> {
  readonly enrolment: Enrolment;
  readonly session: bigint;
  readonly inbox: Inbox;
  readonly log: Logger;
}

/** The device's end of the protocol: typed messages in both directions, whatever the connection does. */
export class PlatformLink {
  private readonly connection: MqttConnection;

  constructor(private readonly parts: PlatformLinkParts) {
    const { organisationId, deviceId } = parts.enrolment;
    this.connection = new MqttConnection({
      ...parts,
      clientId: deviceId,
      username: organisationId,
      will: {
        topic: this.topic('will'),
        payload: codecs.will.encode({ session: parts.session }),
      },
      topics: platformKinds.map((kind) => formatTopic({ ...parts.enrolment, kind })),
      onMessage: (topic, payload) => {
        this.receive(topic, payload);
      },
    });
  }

  start(): void {
    this.connection.start();
  }

  stop(): Promise<void> {
    return this.connection.stop();
  }

  /**
   * A message that the protocol does not take is logged and counts as sent: another try would end no better, and what
   * else there is to say must not wait for it.
   * @returns false when there is no connection; nothing is queued here
   */
  send<K extends DeviceKind>(kind: K, message: MessageByKind[K]): boolean {
    let bytes: Uint8Array;
    try {
      bytes = codecs[kind].encode(message);
    } catch (error) {
      this.parts.log.error({ kind, reason: messageOf(error) }, 'message cannot be sent');
      return true;
    }
    return this.sendBytes(kind, bytes);
  }

  sendBytes(kind: DeviceKind, bytes: Uint8Array): boolean {
    return this.connection.publish(this.topic(kind), bytes);
  }

  private topic(kind: DeviceKind): string {
    return formatTopic({ ...this.parts.enrolment, kind });
  }

  private receive(topic: string, payload: Uint8Array): void {
    const { inbox, log } = this.parts;
    const kind = parseTopic(topic)?.kind;
    if (kind === undefined || !isPlatformKind(kind)) {
      log.warn({ topic }, 'message on a topic that is not ours');
      return;
    }
    switch (kind) {
      case 'desired':
        // A retained message that is cleared arrives empty.
        if (payload.length > 0) void this.handle('desired', payload, inbox.desired);
        break;
      case 'acknowledgement':
        void this.handle('acknowledgement', payload, inbox.acknowledgement);
        break;
      case 'command':
        void this.handle('command', payload, inbox.command);
        break;
    }
  }

  /** Never rejects: whatever one message does, the next one is heard. */
  private async handle<K extends PlatformKind>(
    kind: K,
    payload: Uint8Array,
    take: (message: MessageByKind[K]) => void | Promise<void>,
  ): Promise<void> {
    try {
      const message = this.decode(kind, payload);
      if (message) await take(message);
    } catch (error) {
      this.parts.log.error({ kind, reason: messageOf(error) }, 'message could not be handled');
    }
  }

  /** What cannot be read changes nothing, and the platform is told. */
  private decode<K extends PlatformKind>(kind: K, payload: Uint8Array): MessageByKind[K] | null {
    try {
      return codecs[kind].decode(payload);
    } catch (error) {
      if (!isCodedError(error)) throw error;
      const { code, message } = error;
      this.parts.log.warn({ kind, code, reason: message }, 'unreadable message');
      this.send('reply', { id: kind, ok: false, code, message: reasonInBrief(message) });
      return null;
    }
  }
}
