import type { ChildProcess } from 'node:child_process';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError } from '../errors';
import { serverAccount } from './account';
import { findBinaries } from './binaries';
import { settleFolder } from './folder';
import { initializeCluster, superuser } from './initialize';
import { stopOrphan } from './orphan';
import { takeOwnership } from './ownership';
import { settlePort } from './port';
import { untilReady } from './readiness';
import { hasEnded, type ServerOptions, spawnServer, stopServer } from './server-process';

export interface EmbeddedPostgresOptions {
  /** Folder of the cluster, its password and its log; made if absent. */
  readonly directory: string;
  /** Told in words what is unusual: another place, an orphan, a restart. */
  readonly log?: (message: string) => void;
  /** False gives up surviving a crash of the machine (not of the server) for speed. Default true. */
  readonly durable?: boolean;
}

export interface EmbeddedPostgres {
  /** Connection string of the database `postgres`, with its password. */
  readonly url: string;
  /** Where the cluster lies: what was asked for, unless the server's account cannot get there. */
  readonly directory: string;
  /** Of the server as it runs now. */
  readonly processId: number;
  /** Stops the server. Idempotent. */
  close(): Promise<void>;
}

const startTimeoutMs = 30_000;
const maximumRestartDelayMs = 5_000;

/**
 * Runs a PostgreSQL server of our own out of an npm package: makes its cluster at the first start, stops what a
 * killed run left behind, and starts the server again, on the same port, when it dies.
 * @throws DatabaseError
 */
export async function startEmbeddedPostgres(
  options: EmbeddedPostgresOptions,
): Promise<EmbeddedPostgres> {
  const log = options.log ?? (() => undefined);
  const account = serverAccount();
  const folder = settleFolder(options.directory, account, log);
  const release = takeOwnership(folder);
  try {
    const binaries = findBinaries(account, folder, log);
    await stopOrphan(path.join(folder, 'data'), log);
    const { data, password } = await initializeCluster(folder, binaries, account);
    const port = await settlePort(folder);
    const settings = options.durable === false ? ['fsync=off', 'full_page_writes=off'] : [];
    const url = `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
    const server = new SupervisedServer(
      { folder, data, port, binaries, account, settings },
      url,
      release,
      log,
    );
    await server.start();
    return server;
  } catch (error) {
    release();
    throw error;
  }
}

class SupervisedServer implements EmbeddedPostgres {
  private child: ChildProcess | null = null;
  private closing: Promise<void> | null = null;
  private restarts = 0;
  private readonly killOnExit = () => this.child?.kill('SIGINT');

  constructor(
    private readonly server: ServerOptions,
    readonly url: string,
    private readonly release: () => void,
    private readonly log: (message: string) => void,
  ) {}

  get directory(): string {
    return this.server.folder;
  }

  get processId(): number {
    return this.child?.pid ?? 0;
  }

  /** A server killed with SIGKILL leaves children for a moment, which hold its memory: so several tries. */
  async start(): Promise<void> {
    const end = Date.now() + startTimeoutMs;
    for (;;) {
      const child = spawnServer(this.server);
      this.child = child;
      // Without a listener, a binary that cannot be spawned would end this process.
      child.on('error', () => undefined);
      try {
        await untilReady(this.url, startTimeoutMs, () => !hasEnded(child));
        if (this.supervise(child)) return;
      } catch (cause) {
        await stopServer(child);
        if (Date.now() > end || this.isClosing())
          throw new DatabaseError(
            'POSTGRES_START_FAILED',
            `the embedded database does not start; see ${this.server.folder}/postgres.log`,
            { cause },
          );
        await delay(200);
        if (this.isClosing()) return;
      }
    }
  }

  /** @returns false when the server has died since it answered */
  private supervise(child: ChildProcess): boolean {
    if (hasEnded(child)) return false;
    child.once('exit', () => void this.restart());
    process.removeListener('exit', this.killOnExit).once('exit', this.killOnExit);
    return true;
  }

  async close(): Promise<void> {
    this.closing ??= this.stop();
    return this.closing;
  }

  /** A method, because control flow analysis does not see that \`close\` may have run during an await. */
  private isClosing(): boolean {
    return this.closing !== null;
  }

  private async stop(): Promise<void> {
    process.removeListener('exit', this.killOnExit);
    if (this.child !== null) await stopServer(this.child);
    this.release();
  }

  private async restart(): Promise<void> {
    while (!this.isClosing()) {
      this.restarts += 1;
      this.log('the embedded PostgreSQL server died; starting it again');
      await delay(Math.min(maximumRestartDelayMs, 50 * 2 ** Math.min(this.restarts - 1, 10)));
      if (this.isClosing()) return;
      try {
        await this.start();
        this.restarts = 0;
        return;
      } catch (error) {
        this.log(`the embedded PostgreSQL server does not start again: ${String(error)}`);
      }
    }
  }
}
