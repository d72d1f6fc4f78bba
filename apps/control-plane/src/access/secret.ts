import { createHmac, randomBytes } from 'node:crypto';

/** 256 random bits; the prefix tells people, and secret scanners, what they found. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}

/** The same secret again for the same salt and key; useless to who knows the salt alone. */
export function derivedSecret(prefix: string, salt: string, key: string): string {
  return `${prefix}_${createHmac('sha256', salt).update(key).digest('base64url')}`;
}
