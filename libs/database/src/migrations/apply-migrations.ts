import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DatabaseError } from '../errors';
import { type Migration, migrationsDirectory, readMigrations } from './read-migrations';

/** The lock that Prisma's own `migrate deploy` takes, so that the two exclude each other. */
const advisoryLock = 72_707_369;

/** Prisma's table, so that `prisma migrate status` agrees with us. */
const createTable = `
  CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id" VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum" VARCHAR(64) NOT NULL,
    "finished_at" TIMESTAMPTZ,
    "migration_name" VARCHAR(255) NOT NULL,
    "logs" TEXT,
    "rolled_back_at" TIMESTAMPTZ,
    "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
  )`;

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
}

/**
 * Brings the database up to date: applies the migrations that it lacks, each in a transaction, one process at a time.
 * @returns names of the migrations that were applied now
 * @throws DatabaseError `MIGRATION_CHANGED` when one that was applied has changed or is gone, `MIGRATION_FAILED`
 */
export async function applyMigrations(
  url: string,
  directory: string = migrationsDirectory,
): Promise<string[]> {
  const migrations = readMigrations(directory);
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A session's lock: it goes with the connection, however this ends.
    await client.query('SELECT pg_advisory_lock($1)', [advisoryLock]);
    await client.query(createTable);
    const { rows } = await client.query<AppliedMigration>(
      'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
    );
    const pending = pendingOf(migrations, rows);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function pendingOf(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { migration_name: name, checksum } of applied) {
    const migration = known.get(name);
    if (migration?.checksum === checksum) continue;
    throw new DatabaseError(
      'MIGRATION_CHANGED',
      `migration ${name} was applied to this database and ${migration === undefined ? 'is missing' : 'has another content'} now; restore the file, or start the release that made this database`,
    );
  }
  const done = new Set(applied.map(({ migration_name: name }) => name));
  return migrations.filter(({ name }) => !done.has(name));
}

async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw new DatabaseError(
      'MIGRATION_FAILED',
      `cannot apply migration ${name}: ${String(cause)}`,
      {
        cause,
      },
    );
  }
}
