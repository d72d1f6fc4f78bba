/** Kinds of messages that a device publishes. */
export const deviceKinds = ['hello', 'progress', 'telemetry', 'reply', 'will'] as const;
export type DeviceKind = (typeof deviceKinds)[number];

/** Kinds of messages that a device receives. */
export const platformKinds = ['desired', 'acknowledgement', 'command'] as const;
export type PlatformKind = (typeof platformKinds)[number];

export type MessageKind = DeviceKind | PlatformKind;

export interface DeviceTopic<Kind extends MessageKind = MessageKind> {
  readonly organisationId: string;
  readonly deviceId: string;
  readonly kind: Kind;
}

const prefix = 'flotilla/1';
// No dots, spaces or wildcards: some brokers give them a meaning, and an id is a path segment as well.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;
const topicPattern = new RegExp(`^${prefix}/([^/]+)/([^/]+)/([a-z]+)$`);

/** True for what may stand for an organisation or a device in a topic. */
export function isTopicId(text: string): boolean {
  return idPattern.test(text);
}

/**
 * `flotilla/1/<organisationId>/<deviceId>/<kind>`; the 1 is the protocol's major version.
 * @throws RangeError for an id that cannot stand in a topic
 */
export function formatTopic({ organisationId, deviceId, kind }: DeviceTopic): string {
  for (const id of [organisationId, deviceId]) {
    if (!isTopicId(id)) {
      throw new RangeError(`'${id}' cannot stand in a topic; use 1 to 64 of A-Z a-z 0-9 _ -`);
    }
  }
  return `${prefix}/${organisationId}/${deviceId}/${kind}`;
}

/** Undefined for what is not a topic of this protocol, wildcards included. */
export function parseTopic(topic: string): DeviceTopic | undefined {
  const [, organisationId = '', deviceId = '', kind = ''] = topicPattern.exec(topic) ?? [];
  if (!isTopicId(organisationId) || !isTopicId(deviceId)) return undefined;
  return isKind(kind) ? { organisationId, deviceId, kind } : undefined;
}

export function isDeviceKind(kind: string): kind is DeviceKind {
  return deviceKinds.some((each) => each === kind);
}

export function isPlatformKind(kind: string): kind is PlatformKind {
  return platformKinds.some((each) => each === kind);
}

function isKind(kind: string): kind is MessageKind {
  return isDeviceKind(kind) || isPlatformKind(kind);
}
