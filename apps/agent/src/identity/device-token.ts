import { importJWK, SignJWT } from 'jose';
import type { DeviceIdentity } from './ensure-enrolled';

const lifetimeSeconds = 240;

/** A fresh proof that the holder of the device's key asks; the platform takes none that lives longer than 5 minutes. */
export async function signDeviceToken(
  { privateKeyJwk, enrolment }: DeviceIdentity,
  nowMs: number,
): Promise<string> {
  const issuedAt = Math.floor(nowMs / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'EdDSA' })
    .setSubject(enrolment.deviceId)
    .setAudience('flotilla')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + lifetimeSeconds)
    .sign(await importJWK(privateKeyJwk, 'EdDSA'));
}
