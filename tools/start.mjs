import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap, main } from './bootstrap/index.mjs';
import { root } from './bootstrap/paths.mjs';

// One process from here on: a signal, or a kill, hits the servers themselves and no wrapper.
await main(async () => {
  await bootstrap();
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(join(root, 'apps/standalone/dist/main.js')).href);
});
