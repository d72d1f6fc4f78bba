import type { PublishPacket, Subscription } from 'aedes';
import {
  isDeviceKind,
  isPlatformKind,
  parseTopic,
  type MessageKind,
  type PlatformKind,
} from '@flotilla/protocol';
import type { DeviceIdentity } from '../../device-identity';
import { GatewayError } from '../../errors';
import type { BrokerListener, RefusalReason } from '../broker';
import type { Session } from './session';

/**
 * Hands a device's message to the gateway; aedes gives its receipt when this resolves and disconnects when it rejects.
 */
export async function authorizePublish(
  session: Pick<Session, 'device' | 'ended'> | undefined,
  packet: PublishPacket,
  listener: BrokerListener,
): Promise<void> {
  if (!session) throw new GatewayError('UNKNOWN_DEVICE', 'the client was not admitted');
  const { device, ended } = session;
  const { topic: text, payload, qos } = packet;
  if (qos === 2) {
    throw refuse(device, text, listener, {
      code: 'UNSUPPORTED_QOS',
      message: 'QoS 2 is not served; publish with QoS 1',
    });
  }
  const kind = ownKind(device, text);
  if (kind === undefined || !isDeviceKind(kind)) {
    throw refuse(device, text, listener, {
      code: 'FORBIDDEN_TOPIC',
      message: 'the topic is not one that this device may publish to',
    });
  }
  // A retained device message would stay in the broker's memory for a reader that does not exist.
  packet.retain = false;
  await listener.receive(
    { ...device, kind },
    typeof payload === 'string' ? Buffer.from(payload) : payload,
    ended,
  );
}

/** The subscription as granted; null refuses it, which SUBACK tells the device. */
export function authorizeSubscribe(
  device: DeviceIdentity | undefined,
  subscription: Subscription,
  listener: BrokerListener,
): Subscription | null {
  if (!device) return null;
  if (platformKindOf(device, subscription.topic)) return subscription;
  listener.refused(device, subscription.topic, {
    code: 'FORBIDDEN_TOPIC',
    message: 'the topic is not one that this device may subscribe to; wildcards are not served',
  });
  return null;
}

/** What a device's own topic carries to it; undefined for every other topic. */
export function platformKindOf(
  device: DeviceIdentity | undefined,
  topic: string,
): PlatformKind | undefined {
  const kind = device && ownKind(device, topic);
  return kind !== undefined && isPlatformKind(kind) ? kind : undefined;
}

function ownKind(device: DeviceIdentity, text: string): MessageKind | undefined {
  const topic = parseTopic(text);
  const own = topic?.organisationId === device.organisationId && topic.deviceId === device.deviceId;
  return own ? topic.kind : undefined;
}

function refuse(
  device: DeviceIdentity,
  topic: string,
  listener: BrokerListener,
  reason: RefusalReason,
): GatewayError {
  listener.refused(device, topic, reason);
  return new GatewayError(reason.code, reason.message);
}
