import { generateKeyPairSync } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../disk/durable-file';
import { readFileIfThere } from '../disk/read-file';
import { agentError } from '../errors';

const keySchema = z.strictObject({
  privateKeyJwk: z.object({
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: z.string(),
    d: z.string(),
  }),
  /** The token that is being traded; null once the device is enrolled. */
  pendingToken: z.string().nullable(),
});
export type DeviceKey = z.infer<typeof keySchema>;
export type PrivateKeyJwk = DeviceKey['privateKeyJwk'];

const enrolmentSchema = z.strictObject({
  organisationId: z.string().min(1),
  deviceId: z.string().min(1),
});
/** Who this device is to the platform. */
export type Enrolment = z.infer<typeof enrolmentSchema>;

const keyFile = 'device-key.json';
const enrolmentFile = 'identity.json';
/** Readable by the agent's user alone. */
const privateMode = 0o600;

/**
 * The device's key; made at first start, and on disk before anybody hears of it.
 * @throws CodedError `IDENTITY_UNREADABLE`
 */
export async function openKey(dataDir: string): Promise<DeviceKey> {
  await mkdir(dataDir, { recursive: true });
  const held = await read(dataDir, keyFile, keySchema);
  if (held) return held;
  const { privateKey } = generateKeyPairSync('ed25519');
  const key = keySchema.parse({
    privateKeyJwk: privateKey.export({ format: 'jwk' }),
    pendingToken: null,
  });
  await saveKey(dataDir, key);
  return key;
}

export async function saveKey(dataDir: string, key: DeviceKey): Promise<void> {
  await writeDurably(join(dataDir, keyFile), JSON.stringify(key), privateMode);
}

/**
 * @returns null before the device is enrolled
 * @throws CodedError `IDENTITY_UNREADABLE`
 */
export async function readEnrolment(dataDir: string): Promise<Enrolment | null> {
  return read(dataDir, enrolmentFile, enrolmentSchema);
}

export async function saveEnrolment(dataDir: string, enrolment: Enrolment): Promise<void> {
  await writeDurably(join(dataDir, enrolmentFile), JSON.stringify(enrolment), privateMode);
}

async function read<T>(dataDir: string, name: string, schema: z.ZodType<T>): Promise<T | null> {
  const bytes = await readFileIfThere(join(dataDir, name));
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    throw agentError(
      'IDENTITY_UNREADABLE',
      `cannot read ${join(dataDir, name)}; restore it, or remove it and enrol the device anew`,
      error,
    );
  }
}
