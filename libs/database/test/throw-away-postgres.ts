import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { applyMigrations, type EmbeddedPostgres, startEmbeddedPostgres } from '../src';

export interface ThrowAwayPostgres {
  /** Of a database with every migration applied. */
  readonly url: string;
  readonly server: EmbeddedPostgres;
  close(): Promise<void>;
}

/** A real PostgreSQL server in a temporary folder, migrated; gone after `close`. */
export async function startThrowAwayPostgres(): Promise<ThrowAwayPostgres> {
  const directory = await mkdtemp(path.join(tmpdir(), 'flotilla-postgres-'));
  // Run by root, the server's account must be able to pass through.
  await chmod(directory, 0o711);
  const server = await startEmbeddedPostgres({
    directory: path.join(directory, 'cluster'),
    durable: false,
  });
  await applyMigrations(server.url);
  return {
    url: server.url,
    server,
    close: async () => {
      await server.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
