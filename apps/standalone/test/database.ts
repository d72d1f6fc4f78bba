import { join } from 'node:path';
import { createDatabase, type Database, startEmbeddedPostgres } from '@flotilla/database';

/** Acts on the database of a platform that does not run. */
export async function inDatabase(
  dataDirectory: string,
  act: (database: Database) => Promise<void>,
): Promise<void> {
  const postgres = await startEmbeddedPostgres({ directory: join(dataDirectory, 'postgres') });
  const database = createDatabase(postgres.url);
  try {
    await act(database);
  } finally {
    await database.close();
    await postgres.close();
  }
}
