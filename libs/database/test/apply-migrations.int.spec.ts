import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { applyMigrations } from '@flotilla/database';
import { startThrowAwayServer } from './fixtures/throw-away-server';

let postgres: Awaited<ReturnType<typeof startThrowAwayServer>>;
let directory: string;
let databases = 0;

beforeAll(async () => {
  postgres = await startThrowAwayServer();
});
afterAll(async () => {
  await postgres.close();
});
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'flotilla-migrations-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  databases += 1;
  await query(postgres.url, `CREATE DATABASE migrated_${databases}`);
  return postgres.url.replace(/\/postgres$/u, `/migrated_${databases}`);
}

function write(name: string, sql: string): void {
  mkdirSync(path.join(directory, name), { recursive: true });
  writeFileSync(path.join(directory, name, 'migration.sql'), sql);
}

describe('applyMigrations()', () => {
  it('applies what is missing in the order of the names, once, also when two processes start together', async () => {
    const url = await emptyDatabase();
    write('2_filled_a', 'INSERT INTO a VALUES (1)');
    write('1_created_a', 'CREATE TABLE a (id int)');
    const both = await Promise.all([
      applyMigrations(url, directory),
      applyMigrations(url, directory),
    ]);
    expect(both.flat()).toEqual(['1_created_a', '2_filled_a']);
    write('3_filled_a_again', 'INSERT INTO a VALUES (2)');
    expect(await applyMigrations(url, directory)).toEqual(['3_filled_a_again']);
    expect(await query(url, 'SELECT id FROM a ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }]);
    const recorded = await query<{ checksum: string }>(
      url,
      'SELECT checksum FROM "_prisma_migrations"',
    );
    expect(recorded.every(({ checksum }) => /^[0-9a-f]{64}$/u.test(checksum))).toBe(true);
  });

  it('refuses a migration that was applied and has changed, or is gone', async () => {
    const url = await emptyDatabase();
    write('1_created_a', 'CREATE TABLE a (id int)');
    await applyMigrations(url, directory);
    write('1_created_a', 'CREATE TABLE a (id bigint)');
    await expect(applyMigrations(url, directory)).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
    });
    rmSync(path.join(directory, '1_created_a'), { recursive: true });
    await expect(applyMigrations(url, directory)).rejects.toMatchObject({
      code: 'MIGRATION_CHANGED',
    });
  });

  it('leaves nothing of a migration that fails', async () => {
    const url = await emptyDatabase();
    write('1_created_a', 'CREATE TABLE a (id int); SELECT * FROM nowhere');
    await expect(applyMigrations(url, directory)).rejects.toMatchObject({
      code: 'MIGRATION_FAILED',
    });
    expect(await query(url, "SELECT to_regclass('a') AS found")).toEqual([{ found: null }]);
    write('1_created_a', 'CREATE TABLE a (id int)');
    expect(await applyMigrations(url, directory)).toEqual(['1_created_a']);
  });
});
