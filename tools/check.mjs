import { join } from 'node:path';
import { bootstrap, main } from './bootstrap/index.mjs';
import { root } from './bootstrap/paths.mjs';
import { run } from './bootstrap/run.mjs';

const node = (label, script, ...args) => ({ label, script, args });

/** In order of speed, so that the cheapest fault is found first. */
const steps = [
  node('format', 'node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  node('schema', 'apps/control-plane/dist/schema/main.js', '--check'),
  node('types', 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.json'),
  node('dashboard types', 'node_modules/typescript/bin/tsc', '-p', 'apps/dashboard/tsconfig.json'),
  // The boundary rule reads the cached project graph; without it, it checks nothing.
  node('project graph', 'node_modules/nx/dist/bin/nx.js', 'show', 'projects'),
  node('boundaries', 'tools/boundaries/main.mjs'),
  node(
    'lint',
    'node_modules/eslint/bin/eslint.js',
    '--max-warnings',
    '0',
    '--cache',
    '--cache-location',
    '.build/eslint',
    '.',
  ),
];

await main(async () => {
  await bootstrap({ dashboard: false });
  for (const { label, script, args } of steps) {
    const startedMs = Date.now();
    await run(process.execPath, [join(root, script), ...args], {
      label: `check: ${label}`,
      env: { NX_DAEMON: 'false', NODE_OPTIONS: '--max-old-space-size=6144' },
    });
    console.log(`✓ ${label} (${((Date.now() - startedMs) / 1000).toFixed(1)} s)`);
  }
});
