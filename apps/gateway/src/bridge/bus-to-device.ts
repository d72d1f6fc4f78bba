import type { Bus, Subscription } from '@flotilla/bus';
import { codecs } from '@flotilla/protocol';
import type { DeviceKeys } from '../authentication/device-keys';
import type { Broker } from '../broker/broker';

/**
 * Sends what the platform says to the device's broker. Without a group: every gateway gets every message, and the one
 * that holds the device's session delivers it.
 */
export async function subscribeDevices(
  bus: Bus,
  broker: Broker,
  keys: DeviceKeys,
): Promise<readonly Subscription[]> {
  return Promise.all([
    bus.subscribe('device.desired', ({ organisationId, deviceId, message }) => {
      broker.send({ organisationId, deviceId, kind: 'desired' }, codecs.desired.encode(message));
      return Promise.resolve();
    }),
    bus.subscribe('device.acknowledged', ({ organisationId, deviceId, message }) => {
      const payload = codecs.acknowledgement.encode(message);
      broker.send({ organisationId, deviceId, kind: 'acknowledgement' }, payload);
      return Promise.resolve();
    }),
    bus.subscribe('device.command', ({ organisationId, deviceId, message }) => {
      broker.send({ organisationId, deviceId, kind: 'command' }, codecs.command.encode(message));
      return Promise.resolve();
    }),
    bus.subscribe('device.revoked', ({ organisationId, deviceId }) => {
      keys.revoke({ organisationId, deviceId });
      broker.forget({ organisationId, deviceId });
      return Promise.resolve();
    }),
  ]);
}
