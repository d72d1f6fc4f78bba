import { formatTopic, type DeviceTopic, type PlatformKind } from '@flotilla/protocol';
import { type DeviceIdentity, identityKey } from '../../device-identity';
import type { Logger } from '@flotilla/server-kit';
import type { Session } from './session';
import type { Sessions } from './sessions';

/**
 * What goes to devices. Messages go straight to the session that they are for, with desired states kept here: aedes
 * would match every message against all subscriptions, and search all retained messages at each SUBSCRIBE.
 */
export class Downlink {
  private readonly desired = new Map<string, Uint8Array>();

  /** @param maximumUnreadBytes a device that leaves more unread is disconnected */
  constructor(
    private readonly sessions: Sessions,
    private readonly maximumUnreadBytes: number,
    private readonly logger: Logger,
  ) {}

  send(topic: DeviceTopic<PlatformKind>, payload: Uint8Array): void {
    if (topic.kind === 'desired') this.desired.set(identityKey(topic), payload);
    const session = this.sessions.get(topic);
    if (session?.subscribed.has(topic.kind)) this.deliver(session, topic.kind, payload, false);
  }

  subscribed(session: Session, kind: PlatformKind): void {
    session.subscribed.add(kind);
    const desired = this.desired.get(identityKey(session.device));
    if (kind === 'desired' && desired) this.deliver(session, kind, desired, true);
  }

  forget(device: DeviceIdentity): void {
    this.desired.delete(identityKey(device));
  }

  private deliver(
    { client, device }: Session,
    kind: PlatformKind,
    payload: Uint8Array,
    retain: boolean,
  ): void {
    if (client.conn.writableLength > this.maximumUnreadBytes) {
      this.logger.warn({ ...device }, 'mqtt device does not read: disconnected');
      client.close();
      return;
    }
    const topic = formatTopic({ ...device, kind });
    client.publish(
      { cmd: 'publish', topic, payload: Buffer.from(payload), qos: 1, retain, dup: false },
      (error) => {
        if (error) this.logger.debug({ ...device, kind, err: error }, 'mqtt message not sent');
      },
    );
  }
}
