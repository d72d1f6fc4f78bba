import type { Bus } from '@flotilla/bus';
import { isCodedError } from '@flotilla/foundation';
import {
  codecs,
  formatTopic,
  negotiateVersion,
  supportedProtocol,
  type DeviceKind,
  type DeviceTopic,
  type MessageByKind,
} from '@flotilla/protocol';
import type { DeviceIdentity } from '../device-identity';
import { GatewayError } from '../errors';

type Forward<Kind extends DeviceKind> = (
  bus: Bus,
  device: DeviceIdentity,
  message: MessageByKind[Kind],
) => Promise<void>;

const forwards: { readonly [Kind in DeviceKind]: Forward<Kind> } = {
  hello: (bus, device, message) => {
    refuseForeignProtocol(message);
    return bus.publish('device.hello', { ...device, message });
  },
  progress: (bus, device, message) => bus.publish('device.progress', { ...device, message }),
  telemetry: (bus, device, message) => bus.publish('device.telemetry', { ...device, message }),
  reply: (bus, device, message) => bus.publish('device.reply', { ...device, message }),
  will: (bus, device, { session }) => bus.publish('device.disconnected', { ...device, session }),
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
  try {
    await forward(bus, topic, topic.kind, payload);
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

async function forward<Kind extends DeviceKind>(
  bus: Bus,
  { organisationId, deviceId }: DeviceIdentity,
  kind: Kind,
  payload: Uint8Array,
): Promise<void> {
  await forwards[kind](bus, { organisationId, deviceId }, codecs[kind].decode(payload));
}

function refuseForeignProtocol(hello: MessageByKind['hello']): void {
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
