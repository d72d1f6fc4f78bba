import type { Clock } from '@flotilla/foundation';
import { jwtVerify, type CryptoKey } from 'jose';
import type { DeviceIdentity } from '../device-identity';
import { GatewayError } from '../errors';
import type { DeviceKeys } from './device-keys';

const audience = 'flotilla';
const maximumLifetimeSeconds = 300;
const clockToleranceSeconds = 60;

/** Proves that whoever speaks holds the private key of the device that it claims to be. */
export class DeviceAuthenticator {
  constructor(
    private readonly keys: DeviceKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * @param token JWT signed with the device's Ed25519 key: `sub` the device's id, `aud` "flotilla", `iat`, and `exp` at
   * most 5 minutes after it
   * @throws GatewayError `UNKNOWN_DEVICE`, `INVALID_TOKEN` or `KEY_UNAVAILABLE`
   */
  async verify(device: DeviceIdentity, token: string): Promise<void> {
    for (;;) {
      const { epoch } = this.keys;
      await this.verifyWith(await this.keys.get(device), device, token);
      if (epoch === this.keys.epoch) return;
    }
  }

  private async verifyWith(key: CryptoKey, device: DeviceIdentity, token: string): Promise<void> {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['EdDSA', 'Ed25519'],
      audience,
      subject: device.deviceId,
      requiredClaims: ['iat', 'exp', 'sub', 'aud'],
      maxTokenAge: maximumLifetimeSeconds,
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(this.clock.nowMs()),
    }).catch((cause: unknown) => {
      throw invalid(device, 'it is not signed by the device, or its time is over', cause);
    });
    const { exp = Infinity, iat = 0 } = payload;
    if (exp - iat > maximumLifetimeSeconds) {
      throw invalid(device, `it is valid for more than ${maximumLifetimeSeconds} s`);
    }
  }
}

function invalid({ deviceId }: DeviceIdentity, why: string, cause?: unknown): GatewayError {
  return new GatewayError(
    'INVALID_TOKEN',
    `the token of device ${deviceId} was refused: ${why}; sign a fresh one, and check the device's clock`,
    { cause },
  );
}
