import { readFileSync } from 'node:fs';
import { type Interpreter, outputValues, readNpy } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import { OutputComparison } from './output-comparison';
import type { Verdict } from './verdict';

// `node tools/run-ts.cjs native-judge.ts REFERENCE MODEL SAMPLES`: a verdict from native TensorFlow Lite, as JSON.

async function judge(referencePath: string, path: string, samplesPath: string): Promise<Verdict> {
  const runtime = createTfliteRuntime();
  const load = (file: string): Promise<Interpreter> =>
    runtime.load(Uint8Array.from(readFileSync(file)), { delegate: 'xnnpack' });
  const reference = await load(referencePath);
  const model = await load(path);
  const outputs = reference.outputs.map(({ name }) => new OutputComparison(name));
  for (const sample of samplesOf(samplesPath)) {
    const wanted = await realOutputs(reference, sample);
    const got = await realOutputs(model, sample);
    outputs.forEach((output, index) => {
      output.add(wanted[index] ?? [], got[index] ?? []);
    });
  }
  await reference.close();
  await model.close();
  return { runtime: runtime.version, outputs: outputs.map((output) => output.verdict()) };
}

/** Bytes of each sample of a `.npy` file, aligned. */
function* samplesOf(path: string): Generator<Uint8Array> {
  const { shape, bytes } = readNpy(readFileSync(path));
  const [count = 0] = shape;
  const size = bytes.byteLength / count;
  for (let at = 0; at < count; at++)
    yield Uint8Array.from(bytes.subarray(at * size, at * size + size));
}

async function realOutputs(model: Interpreter, sample: Uint8Array): Promise<ArrayLike<number>[]> {
  const outputs = await model.invoke([sample]);
  return model.outputs.map((spec, index) => outputValues(outputs[index] ?? new Uint8Array(), spec));
}

const [, , reference = '', model = '', samples = ''] = process.argv;
judge(reference, model, samples).then(
  (verdict) => {
    console.log(JSON.stringify(verdict));
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
