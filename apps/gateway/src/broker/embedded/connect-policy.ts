import type { ConnectPacket } from 'aedes';
import { parseTopic } from '@flotilla/protocol';
import { type DeviceIdentity, identityKey, parseIdentity } from '../../device-identity';

/** What a CONNECT asked for. */
export interface ConnectRequest {
  readonly device: DeviceIdentity | undefined;
  readonly will: { readonly topic: string; readonly payload: Uint8Array } | undefined;
}

/**
 * Reads a CONNECT and takes from it what the gateway does itself:
 * - the client id becomes organisation and device, so that organisations cannot take over each other's sessions;
 * - the session is always clean: what must survive a connection lives in the database and in the device's journal, and
 *   the broker's memory stays bounded. `session present` says so truthfully;
 * - the last will is kept here: the platform wants to know of every end of a session, also of an orderly one.
 */
export function takeOver(packet: ConnectPacket): ConnectRequest {
  const device = parseIdentity(`${packet.username ?? ''}/${packet.clientId}`);
  const will = packet.will && {
    topic: packet.will.topic,
    payload: Uint8Array.from(Buffer.from(packet.will.payload)),
  };
  delete packet.will;
  packet.clean = true;
  if (device) packet.clientId = identityKey(device);
  return { device, will };
}

/** True when the will, if any, is for the device's own topic of that kind. */
export function willIsOwn({ device, will }: ConnectRequest): boolean {
  if (will === undefined) return true;
  const topic = parseTopic(will.topic);
  return (
    device !== undefined &&
    topic?.kind === 'will' &&
    topic.organisationId === device.organisationId &&
    topic.deviceId === device.deviceId
  );
}
