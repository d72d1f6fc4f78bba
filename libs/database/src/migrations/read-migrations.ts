import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Migration {
  /** `<timestamp>_<past_tense>`; migrations are applied in the order of their names. */
  readonly name: string;
  readonly sql: string;
  /** sha256 of the file, hex; what Prisma records too. */
  readonly checksum: string;
}

/** The migrations that come with the platform. */
export const migrationsDirectory = path.resolve(__dirname, '../../../../prisma/migrations');

export function readMigrations(directory: string): Migration[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, file: path.join(directory, name, 'migration.sql') }))
    .filter(({ file }) => existsSync(file))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, file }) => {
      const sql = readFileSync(file, 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}
