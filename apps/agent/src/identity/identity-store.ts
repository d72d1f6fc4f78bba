import { generateKeyPairSync } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../disk/durable-file';
import { readFileIfThere } from '../disk/read-file';
import { agentError } from '../errors';

const privateKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
});

const identitySchema = z.strictObject({
  privateKeyJwk: privateKeySchema,
  /** Null until the platform has enrolled the key. */
  enrolled: z.strictObject({ organisationId: z.string(), deviceId: z.string() }).nullable(),
});

export type Identity = z.infer<typeof identitySchema>;
export type Enrolment = NonNullable<Identity['enrolled']>;

const path = (dataDir: string): string => join(dataDir, 'identity.json');

/**
 * The device's identity; made at first start, and on disk before anybody hears of it, so that an enrolment that was
 * cut off is asked for again with the same key and gives the same device.
 * @throws CodedError `IDENTITY_UNREADABLE`
 */
export async function openIdentity(dataDir: string): Promise<Identity> {
  await mkdir(dataDir, { recursive: true });
  const bytes = await readFileIfThere(path(dataDir));
  if (bytes) return readIdentity(bytes.toString('utf8'), path(dataDir));
  const { privateKey } = generateKeyPairSync('ed25519');
  const identity: Identity = {
    privateKeyJwk: privateKeySchema.parse(privateKey.export({ format: 'jwk' })),
    enrolled: null,
  };
  await saveIdentity(dataDir, identity);
  return identity;
}

/** Readable by the agent's user alone. */
export async function saveIdentity(dataDir: string, identity: Identity): Promise<void> {
  await writeDurably(path(dataDir), JSON.stringify(identity), 0o600);
}

function readIdentity(text: string, file: string): Identity {
  try {
    return identitySchema.parse(JSON.parse(text));
  } catch (error) {
    throw agentError(
      'IDENTITY_UNREADABLE',
      `cannot read the device's key in ${file}; restore the file, or remove it and enrol the device anew`,
      error,
    );
  }
}
