import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { messageOf } from '../errors';

export type ProtocolVersion = 4 | 5;

/** CONNACK's "unacceptable protocol version": 1 in MQTT 3.1.1 (§3.2.2.3), 132 in MQTT 5 (§3.2.2.2). */
const unacceptableVersion: readonly unknown[] = [1, 132];

/** The broker does not speak this version of MQTT. */
export class ProtocolVersionRefused extends Error {}

/**
 * One try to connect and subscribe.
 * @throws ProtocolVersionRefused, or what else went wrong
 */
export async function connectOnce(
  url: string,
  options: IClientOptions & { readonly protocolVersion: ProtocolVersion },
  topics: readonly string[],
  onMessage: (topic: string, payload: Uint8Array) => void,
): Promise<MqttClient> {
  const client = await open(url, options);
  try {
    client.on('error', () => undefined);
    client.on('message', (topic, payload) => {
      onMessage(topic, payload);
    });
    const granted = await client.subscribeAsync([...topics], { qos: 1 });
    const refused = granted.find(({ qos }) => qos >= 128);
    if (refused) throw new Error(`the broker refuses the subscription to ${refused.topic}`);
    return client;
  } catch (error) {
    client.end(true);
    throw error;
  }
}

async function open(
  url: string,
  options: IClientOptions & { readonly protocolVersion: ProtocolVersion },
): Promise<MqttClient> {
  try {
    // Reconnecting is ours: each try needs a fresh token, and refused ones must back off too.
    return await connectAsync(url, { ...options, reconnectPeriod: 0, clean: true }, false);
  } catch (error) {
    const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
    if (options.protocolVersion === 5 && unacceptableVersion.includes(code)) {
      throw new ProtocolVersionRefused(messageOf(error), { cause: error });
    }
    throw error;
  }
}
