import type { DeviceKind, DeviceTopic, PlatformKind } from '@flotilla/protocol';
import type { DeviceIdentity } from '../device-identity';

/** What the gateway does for its broker. */
export interface BrokerListener {
  /**
   * Decides about a CONNECT.
   * @throws GatewayError `UNKNOWN_DEVICE`, `INVALID_TOKEN` or `KEY_UNAVAILABLE`
   */
  authenticate(device: DeviceIdentity, token: string): Promise<void>;
  /**
   * Takes a message from a device, its last will included. The broker gives its receipt (PUBACK) after this resolves,
   * and closes the session when it rejects, so that the device offers the message again.
   * @param ended aborted when the session is over; undefined for a last will
   */
  receive(topic: DeviceTopic<DeviceKind>, payload: Uint8Array, ended?: AbortSignal): Promise<void>;
  /** Tells of a device that used a topic or quality of service that it may not use. */
  refused(device: DeviceIdentity, topic: string, reason: RefusalReason): void;
}

export interface RefusalReason {
  readonly code: 'FORBIDDEN_TOPIC' | 'UNSUPPORTED_QOS';
  readonly message: string;
}

/**
 * The MQTT side, as the gateway needs it: admitted devices only, each on its own topics. The embedded broker is one
 * adapter; a client of an external broker, consuming by shared subscriptions, is to be another.
 */
export interface Broker {
  /** @returns where devices connect, such as `mqtt://127.0.0.1:4883` */
  start(): Promise<string>;
  /**
   * Sends to a device that is connected; else the message is dropped, unless it is the desired state, which is retained
   * until a newer one replaces it.
   */
  send(topic: DeviceTopic<PlatformKind>, payload: Uint8Array): void;
  /** Ends the device's session, if any, and forgets what is retained for it. */
  forget(device: DeviceIdentity): void;
  /** Ends all sessions and stops listening. Idempotent. */
  close(): Promise<void>;
}
