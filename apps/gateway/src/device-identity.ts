import { isTopicId } from '@flotilla/protocol';

export interface DeviceIdentity {
  readonly organisationId: string;
  readonly deviceId: string;
}

/** One string an identity, for maps; ids hold no slash. */
export function identityKey({ organisationId, deviceId }: DeviceIdentity): string {
  return `${organisationId}/${deviceId}`;
}

/** Reads `<organisationId>/<deviceId>`; undefined when either is not an id. */
export function parseIdentity(text: string): DeviceIdentity | undefined {
  const [organisationId = '', deviceId = '', ...rest] = text.split('/');
  const valid = rest.length === 0 && isTopicId(organisationId) && isTopicId(deviceId);
  return valid ? { organisationId, deviceId } : undefined;
}
