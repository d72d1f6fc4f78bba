import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account';
import type { PostgresBinaries } from './binaries';
import { environmentOf } from './environment';

/** A log longer than this is started anew, in bytes. */
const maximumLogBytes = 10_000_000;

export interface ServerOptions {
  readonly folder: string;
  readonly data: string;
  readonly port: number;
  readonly binaries: PostgresBinaries;
  readonly account: Account | null;
  /** Extra settings, as `name=value`. */
  readonly settings: readonly string[];
}

/**
 * Starts the server in a session of its own, so that Ctrl-C in a terminal reaches it through us, after those who
 * still use it.
 */
export function spawnServer(options: ServerOptions): ChildProcess {
  const { data, port, binaries, account } = options;
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'password_encryption=scram-sha-256',
    'timezone=UTC',
    'log_timezone=UTC',
    ...options.settings,
  ];
  const log = openLog(path.join(options.folder, 'postgres.log'));
  try {
    return spawn(binaries.postgres, ['-D', data, ...settings.flatMap((each) => ['-c', each])], {
      cwd: '/',
      env: environmentOf(binaries),
      stdio: ['ignore', log, log],
      detached: true,
      ...account,
    });
  } finally {
    closeSync(log);
  }
}

/** Fast shutdown; SIGKILL when the server has not ended after `timeoutMs`. */
export async function stopServer(child: ChildProcess, timeoutMs = 10_000): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  await ended;
  clearTimeout(timer);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function openLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return openSync(file, size > maximumLogBytes ? 'w' : 'a', 0o600);
}
