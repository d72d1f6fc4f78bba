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
import type { Enrolment } from '../identity/identity-store';
import type { Logger } from '../log';
import { MqttConnection, type MqttConnectionParts } from './mqtt-connection';

export type Inbox = { readonly [K in PlatformKind]: (message: MessageByKind[K]) => void };

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

  /** @returns false when there is no connection; nothing is queued here */
  send<K extends DeviceKind>(kind: K, message: MessageByKind[K]): boolean {
    return this.sendBytes(kind, codecs[kind].encode(message));
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
        if (payload.length > 0) this.decode('desired', payload, inbox.desired);
        break;
      case 'acknowledgement':
        this.decode('acknowledgement', payload, inbox.acknowledgement);
        break;
      case 'command':
        this.decode('command', payload, inbox.command);
        break;
    }
  }

  /** What cannot be read changes nothing, and the platform is told. */
  private decode<K extends PlatformKind>(
    kind: K,
    payload: Uint8Array,
    handle: (message: MessageByKind[K]) => void,
  ): void {
    let message: MessageByKind[K];
    try {
      message = codecs[kind].decode(payload);
    } catch (error) {
      if (!isCodedError(error)) throw error;
      this.parts.log.warn({ kind, code: error.code, reason: error.message }, 'unreadable message');
      const reason = error.message.slice(0, 500);
      this.send('reply', { id: kind, ok: false, code: error.code, message: reason });
      return;
    }
    handle(message);
  }
}
