import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap, main } from './bootstrap/index.mjs';
import { root } from './bootstrap/paths.mjs';

// `npm run schema -- --write` writes the GraphQL schema that the code defines, `--check` compares it.
await main(async () => {
  await bootstrap({ dashboard: false });
  await import(pathToFileURL(join(root, 'apps/control-plane/dist/schema/main.js')).href);
});
