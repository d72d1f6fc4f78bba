import type { Bus } from '@flotilla/bus';
import { isCodedError } from '@flotilla/foundation';
import {
  codecs,
  formatTopic,
  negotiateVersion,
  supportedProtocol,
  type DeviceKind,
  type DeviceTopic,
  type Hello,
} from '@flotilla/protocol';
import type { DeviceIdentity } from '../device-identity';
import { GatewayError } from '../errors';

type Forward = (bus: Bus, device: DeviceIdentity, payload: Uint8Array) => Promise<void>;

const forwards: Readonly<Record<DeviceKind, Forward>> = {
  hello: (bus, device, payload) => {
    const message = codecs.hello.decode(payload);
    refuseForeignProtocol(message);
    return bus.publish('device.hello', { ...device, message });
  },
  progress: (bus, device, payload) =>
    bus.publish('device.progress', { ...device, message: codecs.progress.decode(payload) }),
  telemetry: (bus, device, payload) =>
    bus.publish('device.telemetry', { ...device, message: codecs.telemetry.decode(payload) }),
  reply: (bus, device, payload) =>
    bus.publish('device.reply', { ...device, message: codecs.reply.decode(payload) }),
  will: (bus, device, payload) =>
    bus.publish('device.disconnected', { ...device, session: codecs.will.decode(payload).session }),
};

/**
 * Turns a device's message into the bus's. What the protocol does not allow is reported as `device.rejected` and taken
 * all the same: sent again it would be no better, and the device keeps its session.
 */
export async function forwardToBus(
  bus: Bus,
  topic: DeviceTopic<DeviceKind>,
  payload: Uint8Array,
): Promise<void> {
  const { organisationId, deviceId, kind } = topic;
  try {
    await forwards[kind](bus, { organisationId, deviceId }, payload);
  } catch (error) {
    if (!isCodedError(error) || !isRefusal(error.code)) throw error;
    await reportRejected(bus, topic, formatTopic(topic), error);
  }
}

export async function reportRejected(
  bus: Bus,
  { organisationId, deviceId }: DeviceIdentity,
  topic: string,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<void> {
  await bus.publish('device.rejected', { organisationId, deviceId, topic, code, message });
}

function refuseForeignProtocol(hello: Hello): void {
  const theirs = { minimum: hello.protocolMinimum, maximum: hello.protocolMaximum };
  if (negotiateVersion(supportedProtocol, theirs) !== undefined) return;
  throw new GatewayError(
    'UNSUPPORTED_PROTOCOL',
    `the device speaks protocol ${theirs.minimum} to ${theirs.maximum}, this platform ${supportedProtocol.minimum} to ${supportedProtocol.maximum}; update the older one`,
  );
}

function isRefusal(code: string): boolean {
  return ['TOO_LARGE', 'MALFORMED', 'INVALID_VALUE', 'UNSUPPORTED_PROTOCOL'].includes(code);
}
