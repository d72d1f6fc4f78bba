import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

/** `npm start -- --once` with an empty data folder: start-up, the whole loop, and what the variants came to. */
export async function start({ runs }) {
  const summaries = [];
  for (let run = 0; run < runs; run++) summaries.push(await runDemo());
  const each = (name, unit, atMost, valueOf) => ({
    name,
    unit,
    atMost,
    values: summaries.map(valueOf),
  });
  const byScheme = ({ variants }, scheme) => variants.find((variant) => variant.scheme === scheme);
  const lossPoints = ({ top1, floatTop1 }) => 100 * (floatTop1.value - top1.value);
  const figures = [
    each('start-up to a served GraphQL', 's', 10, ({ servedMs }) => servedMs / 1000),
    each('whole demo', 's', 90, ({ totalMs }) => totalMs / 1000),
    each(
      'longest turn of the event loop, processor time',
      'ms',
      50,
      ({ longestTurnMs }) => longestTurnMs,
    ),
    each('int8 file of float', '%', 30, (all) => 100 * byScheme(all, 'INT8').fileSizeRatio),
    each('float16 file of float', '%', 52, (all) => 100 * byScheme(all, 'FLOAT16').fileSizeRatio),
    each('int8 weight buffers of float', '%', 26, (all) => 100 * byScheme(all, 'INT8').weightRatio),
    each(
      'dynamic weight buffers of float',
      '%',
      28,
      (all) => 100 * byScheme(all, 'DYNAMIC').weightRatio,
    ),
    each(
      'float16 weight buffers of float',
      '%',
      50.5,
      (all) => 100 * byScheme(all, 'FLOAT16').weightRatio,
    ),
    each('int8 top-1 lost', 'points', 1, (all) => lossPoints(byScheme(all, 'INT8'))),
    each('dynamic top-1 lost', 'points', 0.5, (all) => lossPoints(byScheme(all, 'DYNAMIC'))),
    each('float16 top-1 lost', 'points', 0.1, (all) => lossPoints(byScheme(all, 'FLOAT16'))),
  ];
  return { figures };
}

async function runDemo() {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-bench-'));
  // As root, PostgreSQL runs under another account and must get there.
  chmodSync(folder, 0o755);
  const ports = ['--port', '0', '--gateway-port', '0', '--mqtt-port', '0'];
  const child = spawn(
    process.execPath,
    [join(root, 'tools/start.mjs'), '--once', '--json', '--data-dir', folder, ...ports],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.on('close', resolve));
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0) throw new Error(`npm start -- --once ended with ${code}:\n${output}`);
  return JSON.parse(output.split('\n').find((line) => line.startsWith('{"ok"')));
}
