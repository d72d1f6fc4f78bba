import { Inflate } from 'fflate';
import { messageOf } from '@flotilla/foundation';
import { archiveError } from './errors';
import type { ZipMember } from './zip-directory';

/** A deflated byte may stand for a thousand; a slice of this size inflates to 16 MiB at most. */
const SLICE_BYTES = 16 * 1024;

/** Inflates a member to exactly the size that it states, and nothing past that. */
export function inflate({ name, content, sizeBytes }: ZipMember): Uint8Array {
  const data = new Uint8Array(sizeBytes);
  let filled = 0;
  const inflater = new Inflate((chunk) => {
    if (filled + chunk.length > sizeBytes) throw new RangeError('it is longer than it states');
    data.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let start = 0; filled < sizeBytes && start < content.length; start += SLICE_BYTES) {
      const end = Math.min(start + SLICE_BYTES, content.length);
      inflater.push(content.subarray(start, end), end === content.length);
    }
  } catch (cause) {
    throw archiveError('MALFORMED', `"${name}" cannot be inflated: ${messageOf(cause)}`, cause);
  }
  if (filled !== sizeBytes) throw archiveError('MALFORMED', `"${name}" is shorter than it states`);
  return data;
}
