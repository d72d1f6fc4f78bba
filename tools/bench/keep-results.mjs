import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

/** Writes results where the repository keeps the last ones of each benchmark: `docs/benchmarks/NAME.json`. */
export async function keepResults(name, results) {
  const { format, resolveConfig } = await import('prettier');
  const file = join(root, 'docs/benchmarks', `${name}.json`);
  await mkdir(join(file, '..'), { recursive: true });
  const text = JSON.stringify(results, null, 2);
  await writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
