import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { connectAsync, type MqttClient } from 'mqtt';
import type { TestPlatform } from './test-platform';

/** A device of another maker: what it knows of the platform is the documented way to enrol and to connect. */
export class MqttDevice {
  private constructor(
    private readonly platform: TestPlatform,
    private readonly privateKey: KeyObject,
    readonly organisationId: string,
    readonly deviceId: string,
  ) {}

  static async enrol(platform: TestPlatform, name: string): Promise<MqttDevice> {
    const { createEnrolmentToken } = await platform.client.send<{
      createEnrolmentToken: { token: string };
    }>('mutation { createEnrolmentToken(input: {}) { token } }');
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const response = await fetch(`${platform.gatewayUrl}/v1/enrol`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        token: createEnrolmentToken.token,
        name,
        publicKeyJwk: publicKey.export({ format: 'jwk' }),
      }),
    });
    if (!response.ok) throw new Error(await response.text());
    const { organisationId, deviceId } = (await response.json()) as Record<string, string>;
    return new MqttDevice(platform, privateKey, organisationId!, deviceId!);
  }

  /** Rejects when the broker refuses. */
  connect(): Promise<MqttClient> {
    return connectAsync(
      this.platform.mqttUrl,
      {
        protocolVersion: 4,
        clientId: this.deviceId,
        username: this.organisationId,
        password: this.token(),
        reconnectPeriod: 0,
      },
      false,
    );
  }

  topic(kind: string): string {
    return `flotilla/1/${this.organisationId}/${this.deviceId}/${kind}`;
  }

  private token(): string {
    const now = Math.floor(Date.now() / 1_000);
    const claims = { sub: this.deviceId, aud: 'flotilla', iat: now, exp: now + 240 };
    const signed = [{ alg: 'EdDSA' }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    return `${signed}.${sign(null, Buffer.from(signed), this.privateKey).toString('base64url')}`;
  }
}
