import { MAXIMUM_ASSOCIATED_BYTES } from '../limits';
import type { AssociatedFile } from '../model';
import { crc32 } from './crc32';
import { archiveError } from './errors';
import { inflate } from './inflate';
import { readDirectory, type ZipMember } from './zip-directory';

/**
 * The files in the zip archive that ends a model's file, in the archive's order; none when there is no archive. What its
 * directory says decides before anything is inflated. Stored members are views into `tail`.
 * @param tail the file from the end of what the model's own tables name
 * @throws ModelError `MALFORMED`, `UNSUPPORTED_FEATURE`, `LIMIT_EXCEEDED`
 */
export function readArchive(tail: Uint8Array): AssociatedFile[] {
  const members = readDirectory(tail);
  const names = new Set(members.map(({ name }) => name));
  if (names.size < members.length) throw archiveError('MALFORMED', 'two members have one name');
  const totalBytes = members.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (totalBytes > MAXIMUM_ASSOCIATED_BYTES) {
    throw archiveError(
      'LIMIT_EXCEEDED',
      `it unpacks to ${totalBytes} bytes, the limit is ${MAXIMUM_ASSOCIATED_BYTES}`,
    );
  }
  return members.map((member) => ({ name: member.name, data: unpacked(member) }));
}

function unpacked(member: ZipMember): Uint8Array {
  const data = member.isDeflated ? inflate(member) : member.content;
  if (crc32(data) !== member.crc32) {
    throw archiveError('MALFORMED', `the checksum of "${member.name}" is wrong`);
  }
  return data;
}
