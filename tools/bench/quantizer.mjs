import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

/** Our quantizer and Google's, side by side (docs/benchmarks.md). Its own code is TypeScript, run by another Node. */
export const quantizer = {
  run: (values) => runTypescript('tools/bench/quantizer/main.ts', values),
  runs: 1,
  dashboard: false,
  options: {
    models: { type: 'string' },
    schemes: { type: 'string' },
    threads: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
  },
};

/** @param values of the options; the script is given them and a file to write its results to, all as JSON */
async function runTypescript(script, values) {
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
