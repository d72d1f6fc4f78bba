import type { Bus, JsonWebKeyEd25519 } from '@flotilla/bus';
import type { Clock } from '@flotilla/foundation';
import { importJWK, type CryptoKey } from 'jose';
import { type DeviceIdentity, identityKey } from '../device-identity';
import { GatewayError } from '../errors';

export interface DeviceKeysOptions {
  /** How long a key is used before the control plane is asked again. */
  readonly lifetimeMs: number;
  readonly maximumEntries: number;
  readonly requestTimeoutMs: number;
}

interface Entry {
  readonly key: CryptoKey;
  readonly expiresAtMs: number;
}

/** Public keys of devices, asked from the control plane and kept briefly: a reconnect storm asks once a device. */
export class DeviceKeys {
  private readonly entries = new Map<string, Entry>();
  private readonly asking = new Map<string, Promise<CryptoKey>>();
  private revocations = 0;

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly options: DeviceKeysOptions,
  ) {}

  /** Grows with each revocation: whoever used a key checks that none came in between. */
  get epoch(): number {
    return this.revocations;
  }

  /** @throws GatewayError `UNKNOWN_DEVICE` or `KEY_UNAVAILABLE` */
  async get(device: DeviceIdentity): Promise<CryptoKey> {
    const name = identityKey(device);
    const entry = this.entries.get(name);
    if (entry && entry.expiresAtMs > this.clock.nowMs()) return entry.key;
    return this.asking.get(name) ?? this.ask(device, name);
  }

  revoke(device: DeviceIdentity): void {
    this.revocations++;
    this.entries.delete(identityKey(device));
    this.asking.delete(identityKey(device));
  }

  private async ask(device: DeviceIdentity, name: string): Promise<CryptoKey> {
    const answer = this.request(device).then((jwk) => importKey(jwk, device));
    this.asking.set(name, answer);
    try {
      const key = await answer;
      // Revoked meanwhile, or asked again since: what came is not the newest answer.
      if (this.asking.get(name) === answer) this.remember(name, key);
      return key;
    } finally {
      if (this.asking.get(name) === answer) this.asking.delete(name);
    }
  }

  private async request(device: DeviceIdentity): Promise<JsonWebKeyEd25519 | null> {
    try {
      const { requestTimeoutMs: timeoutMs } = this.options;
      return await this.bus.request('device.key', device, { timeoutMs });
    } catch (cause) {
      throw new GatewayError(
        'KEY_UNAVAILABLE',
        `device ${device.deviceId} cannot be checked now: the control plane did not answer; try again`,
        { cause },
      );
    }
  }

  private remember(name: string, key: CryptoKey): void {
    const oldest = this.entries.keys().next();
    if (this.entries.size >= this.options.maximumEntries && !oldest.done) {
      this.entries.delete(oldest.value);
    }
    const expiresAtMs = this.clock.nowMs() + this.options.lifetimeMs;
    // Deleted first, so that the map stays ordered by age.
    this.entries.delete(name);
    this.entries.set(name, { key, expiresAtMs });
  }
}

async function importKey(
  jwk: JsonWebKeyEd25519 | null,
  { deviceId }: DeviceIdentity,
): Promise<CryptoKey> {
  if (jwk === null) {
    throw new GatewayError('UNKNOWN_DEVICE', `device ${deviceId} is not enrolled; enrol it first`);
  }
  const key = await importJWK({ ...jwk }, 'EdDSA');
  if (key instanceof Uint8Array) throw new TypeError('an Ed25519 key is not symmetric');
  return key;
}
