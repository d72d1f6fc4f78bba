import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap, main } from './bootstrap/index.mjs';
import { root } from './bootstrap/paths.mjs';

await main(async () => {
  await bootstrap();
  // Totals of an earlier run must not speak for this one.
  rmSync(join(root, '.build', 'test-totals.json'), { force: true });
  const child = spawn(
    process.execPath,
    [join(root, 'node_modules/jest/bin/jest.js'), ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  );
  process.exitCode = await new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1)));
});
