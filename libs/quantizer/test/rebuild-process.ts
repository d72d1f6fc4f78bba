import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rebuild } from '../src/artifact/rebuild';
import { sha256, sourceOf } from './sha256';

/** Rebuilds models by name from a folder that holds nothing but float models and artifacts. */
async function main([folder = '', ...names]: readonly string[]): Promise<void> {
  for (const name of names) {
    const [model, artifact] = ['tflite', 'npz'].map((kind) =>
      readFileSync(join(folder, `${name}.${kind}`)),
    );
    if (model === undefined || artifact === undefined) throw new RangeError(name);
    const { file } = await rebuild(sourceOf(model), artifact, sha256);
    writeFileSync(join(folder, `${name}.rebuilt`), file);
  }
  const loaded = Object.keys(require.cache);
  const runtimes = loaded.filter((path) => /libs\/runtime\/|koffi|litert-wasm/.test(path));
  process.stdout.write(JSON.stringify({ modules: loaded.length, runtimes }));
}

void main(process.argv.slice(2));
