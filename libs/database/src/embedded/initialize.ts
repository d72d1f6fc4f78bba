import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseError } from '../errors';
import type { Account } from './account';
import type { PostgresBinaries } from './binaries';
import { environmentOf } from './environment';

export const superuser = 'flotilla';

/**
 * Makes the cluster if it is not there yet, with a random password for its only account. A run that is cut off leaves
 * nothing that a later one would take for a cluster.
 */
export async function initializeCluster(
  folder: string,
  binaries: PostgresBinaries,
  account: Account | null,
): Promise<{ readonly data: string; readonly password: string }> {
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  if (!existsSync(data) || !existsSync(passwordFile)) {
    const password = randomBytes(24).toString('base64url');
    rmSync(data, { recursive: true, force: true });
    await runInitdb(folder, data, password, binaries, account);
    writeFileSync(passwordFile, password, { mode: 0o600 });
  }
  return { data, password: readFileSync(passwordFile, 'utf8') };
}

async function runInitdb(
  folder: string,
  data: string,
  password: string,
  binaries: PostgresBinaries,
  account: Account | null,
): Promise<void> {
  const unfinished = path.join(folder, 'data.unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = path.join(unfinished, '..', 'initial-password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account !== null)
    for (const file of [unfinished, passwordFile]) chownSync(file, account.uid, account.gid);
  try {
    await run(binaries, account, [
      `--pgdata=${unfinished}`,
      `--username=${superuser}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    renameSync(unfinished, data);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function run(
  binaries: PostgresBinaries,
  account: Account | null,
  parameters: readonly string[],
): Promise<void> {
  const child = spawn(binaries.initdb, parameters, {
    cwd: '/',
    env: environmentOf(binaries),
    stdio: ['ignore', 'ignore', 'pipe'],
    ...account,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4000);
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new DatabaseError(
      'POSTGRES_START_FAILED',
      `cannot make the embedded database: initdb ended with ${code}: ${errors.trim()}`,
    );
}
