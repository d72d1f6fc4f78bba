import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseError } from '../errors';
import type { Account } from './account';
import type { PostgresBinaries } from './binaries';
import { renameDurably, writeDurably } from './durable-file';
import { environmentOf } from './environment';

export const superuser = 'flotilla';

/**
 * Makes the cluster if it is not there yet, with a random password for its only account. A run that is cut off leaves
 * nothing that a later one would take for a cluster: the password is on the disk before the cluster has its name.
 * Whatever has that name is never written over or removed.
 * @throws DatabaseError `PASSWORD_LOST`, `POSTGRES_START_FAILED`
 */
export async function initializeCluster(
  folder: string,
  binaries: PostgresBinaries,
  account: Account | null,
): Promise<{ readonly data: string; readonly password: string }> {
  const data = path.join(folder, 'data');
  const passwordFile = path.join(folder, 'password');
  const known = readPassword(passwordFile);
  if (existsSync(data)) {
    assertCluster(data);
    if (known === null) throw passwordLost(data, passwordFile);
    return { data, password: known };
  }
  // Kept where there is one: the cluster that it opens may have been moved away, and come back.
  const password = known ?? randomBytes(24).toString('base64url');
  if (known === null) writeDurably(passwordFile, password);
  await runInitdb(folder, data, password, binaries, account);
  return { data, password };
}

function readPassword(file: string): string | null {
  const password = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return password === '' ? null : password;
}

function assertCluster(data: string): void {
  if (!existsSync(path.join(data, 'PG_VERSION')))
    throw new DatabaseError(
      'POSTGRES_START_FAILED',
      `${data} is no database cluster: it has no file PG_VERSION; move it away to begin with an empty database`,
    );
}

function passwordLost(data: string, passwordFile: string): DatabaseError {
  return new DatabaseError(
    'PASSWORD_LOST',
    `the embedded database in ${data} is there, but its password is not: ${passwordFile} is missing or empty; ` +
      `put that file back from a backup, or set a new password for the account ${superuser} ` +
      '(PostgreSQL, single-user mode: ALTER ROLE) and write it there, ' +
      'or move the folder away to begin with an empty database; nothing was removed',
  );
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
    renameDurably(unfinished, data);
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
    // A session of its own, as the server has: a terminal's Ctrl-C comes to us, and we end when this is done.
    detached: true,
    ...account,
  });
  const killOnExit = () => child.kill();
  process.once('exit', killOnExit);
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-4000);
  });
  const [code] = (await once(child, 'close').finally(() =>
    process.removeListener('exit', killOnExit),
  )) as [number | null];
  if (code !== 0)
    throw new DatabaseError(
      'POSTGRES_START_FAILED',
      `cannot make the embedded database: initdb ended with ${code}: ${errors.trim()}`,
    );
}
