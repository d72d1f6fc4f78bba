import { randomBytes } from 'node:crypto';

/** 256 random bits; the prefix tells people, and secret scanners, what they found. */
export function newSecret(prefix: string): string {
  return `${prefix}_${randomBytes(32).toString('base64url')}`;
}
