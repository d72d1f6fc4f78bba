import { readFile, rename, writeFile } from 'node:fs/promises';
import { CodedError } from '@flotilla/foundation';
import type { StandaloneErrorCode } from '../errors';

/** As the control plane makes them: 32 bytes in base64url behind a prefix. */
const tokenForm = /^flt_[\w-]{43}$/u;

/**
 * The administrator's token, which the control plane shows once and stores only as a hash: kept in a file that its
 * owner alone can read, so that a later start can print the link again.
 * @param issued the token of this start, or null when an earlier start made it
 * @param issueAnew makes another, when an earlier start ended between making the token and keeping it
 * @throws CodedError `TOKEN_DAMAGED`
 */
export async function keepToken(
  path: string,
  issued: string | null,
  issueAnew: () => Promise<string>,
): Promise<string> {
  const kept = issued ?? (await readToken(path));
  if (kept !== null && issued === null) return kept;
  const token = kept ?? (await issueAnew());
  await writeFile(`${path}.partial`, token, { mode: 0o600 });
  await rename(`${path}.partial`, path);
  return token;
}

/** @returns null when there is no such file */
async function readToken(path: string): Promise<string | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const token = text.trim();
  if (tokenForm.test(token)) return token;
  throw new CodedError<StandaloneErrorCode>(
    'TOKEN_DAMAGED',
    `${path} holds no access token any more; remove the file and start again: a new token is made, and the old one stops working`,
  );
}
