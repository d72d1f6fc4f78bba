import type { Client } from 'aedes';
import type { PlatformKind } from '@flotilla/protocol';
import type { DeviceIdentity } from '../../device-identity';

/** One device's connection, from the moment it is admitted until its socket is closed. */
export interface Session {
  readonly device: DeviceIdentity;
  readonly client: Client;
  /** Payload of the last will that the device registered. */
  readonly will: Uint8Array | undefined;
  /** Aborted when the socket is closed. */
  readonly ended: AbortSignal;
  readonly subscribed: Set<PlatformKind>;
}
