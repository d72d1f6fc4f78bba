import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import type { JsonWebKeyEd25519 } from '@flotilla/bus';
import {
  codecs,
  formatTopic,
  type DeviceKind,
  type MessageByKind,
  type PlatformKind,
} from '@flotilla/protocol';

export interface TokenChange {
  readonly subject?: string;
  readonly audience?: string;
  /** Seconds from now. */
  readonly issued?: number;
  readonly expires?: number;
}

/** A device as the gateway sees one: a key, tokens, and an MQTT client of another maker. */
export class TestDevice {
  private constructor(
    readonly organisationId: string,
    readonly deviceId: string,
    readonly publicKeyJwk: JsonWebKeyEd25519,
    private readonly privateKey: CryptoKey,
  ) {}

  static async make(deviceId: string, organisationId = 'default'): Promise<TestDevice> {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
    const { x = '' } = await exportJWK(publicKey);
    return new TestDevice(organisationId, deviceId, { kty: 'OKP', crv: 'Ed25519', x }, privateKey);
  }

  token(change: TokenChange = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(change.subject ?? this.deviceId)
      .setAudience(change.audience ?? 'flotilla')
      .setIssuedAt(now + (change.issued ?? 0))
      .setExpirationTime(now + (change.expires ?? 300))
      .sign(this.privateKey);
  }

  /** Headers of an HTTP request by this device. */
  async headers(): Promise<Record<string, string>> {
    return {
      authorization: `Bearer ${await this.token()}`,
      'x-flotilla-device': `${this.organisationId}/${this.deviceId}`,
    };
  }

  topic(kind: DeviceKind | PlatformKind): string {
    return formatTopic({ organisationId: this.organisationId, deviceId: this.deviceId, kind });
  }

  /** Rejects when CONNACK refuses, or when the connection is closed before it. */
  async connect(mqttUrl: string, options: IClientOptions = {}): Promise<MqttClient> {
    const client = connect(mqttUrl, {
      protocolVersion: 4,
      clientId: this.deviceId,
      username: this.organisationId,
      password: await this.token(),
      reconnectPeriod: 0,
      connectTimeout: 5_000,
      ...options,
    });
    return new Promise((resolve, reject) => {
      client.once('connect', () => {
        resolve(client);
      });
      client.once('error', reject);
      client.once('close', () => {
        reject(new Error('closed before CONNACK'));
      });
    });
  }

  will(session: bigint): NonNullable<IClientOptions['will']> {
    return {
      topic: this.topic('will'),
      payload: Buffer.from(codecs.will.encode({ session })),
      qos: 1,
      retain: false,
    };
  }
}

/** Publishes with QoS 1; resolves at the PUBACK. */
export async function publish<Kind extends DeviceKind>(
  client: MqttClient,
  device: TestDevice,
  kind: Kind,
  message: MessageByKind[Kind],
): Promise<void> {
  const payload = Buffer.from(codecs[kind].encode(message));
  await client.publishAsync(device.topic(kind), payload, { qos: 1 });
}

/** Resolves when the connection is gone. */
export async function disconnected(client: MqttClient): Promise<void> {
  if (!client.connected) return;
  await new Promise<void>((resolve) => {
    client.once('close', resolve);
  });
}

export interface Received {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: number;
  readonly retain: boolean;
}

/** What the client receives from now on. */
export function receiving(client: MqttClient): Received[] {
  const received: Received[] = [];
  client.on('message', (topic, payload, { qos, retain }) => {
    received.push({ topic, payload, qos, retain });
  });
  return received;
}
