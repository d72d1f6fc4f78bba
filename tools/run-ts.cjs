// Runs one TypeScript file from the sources: `node tools/run-ts.cjs FILE.ts [ARG …]`.
const { spawnSync } = require('node:child_process');
const run = spawnSync(
  process.execPath,
  ['-C', '@flotilla/source', '-r', '@swc-node/register', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(run.status ?? 1);
