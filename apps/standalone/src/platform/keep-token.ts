import { readFile, rename, writeFile } from 'node:fs/promises';

/**
 * The administrator's token, which the control plane shows once and stores only as a hash: kept in a file that its
 * owner alone can read, so that a later start can print the link again.
 * @param issued the token of this start, or null when an earlier start made it
 * @param issueAnew makes another, when an earlier start ended between making the token and keeping it
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

async function readToken(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.trim() || null;
}
