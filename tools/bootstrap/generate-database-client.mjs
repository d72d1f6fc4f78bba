import { fingerprint, isFresh, remember } from './stamp.mjs';
import { run } from './run.mjs';

const output = 'libs/database/src/generated';

/** Runs `prisma generate` when the schema changed. It needs neither a database nor Prisma's engine download. */
export async function generateDatabaseClient(say) {
  const print = fingerprint([
    'prisma/schema.prisma',
    'prisma.config.ts',
    'libs/database/package.json',
  ]);
  if (isFresh('database-client', print, output)) return;
  say('generating the database client …');
  await run('node', ['node_modules/prisma/build/index.js', 'generate'], {
    label: 'prisma generate',
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true',
      DATABASE_URL: 'postgresql://unused',
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      CHECKPOINT_DISABLE: '1',
    },
  });
  remember('database-client', print);
}
