import { createHash } from 'node:crypto';

/** Of UTF-8 text, as lower-case hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
