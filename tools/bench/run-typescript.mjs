import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

/**
 * Runs a benchmark that is written in TypeScript, in another Node. It is given the values of its options and a file to
 * write its results to, and tells its progress on standard error.
 */
export async function runTypescript(script, values) {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-bench-'));
  const results = join(folder, 'results.json');
  try {
    const child = spawn(
      process.execPath,
      [join(root, 'tools/run-ts.cjs'), join(root, script), JSON.stringify(values), results],
      { cwd: root, stdio: ['ignore', 2, 2] },
    );
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`${script} ended with ${code}`);
    return JSON.parse(readFileSync(results, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
