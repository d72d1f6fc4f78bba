import type { BuiltVariant } from '@flotilla/bus';
import {
  OutputCollector,
  OutputError,
  openDataset,
  readNumbers,
  type DataArray,
  type TensorArray,
  writeNpz,
} from '@flotilla/evaluation';
import { type EvaluationRun, withInterpreter } from './evaluate-model';
import { type JobContext, storeArtifact } from './job-context';

const goldenSampleCount = 16;

/** Kernels of another processor round differently; what was measured here is allowed this much more there. */
const otherHardwareFactor = 1.5;
/** One step of an int8 softmax: a rounding that falls the other way moves an output by this much. */
const smallestTolerance = 1 / 256;

/**
 * The samples on which a device proves a variant to itself: inputs, the float model's outputs, and how far this very
 * variant was measured to lie from them, over every delegate of this machine.
 */
export async function makeGoldenSet(
  context: JobContext,
  run: EvaluationRun,
  floatFile: Uint8Array,
  variantFile: Uint8Array,
): Promise<NonNullable<BuiltVariant['golden']>> {
  const inputs = firstSamples(run.data.inputs, goldenSampleCount);
  const outputs = await outputsOf(floatFile, inputs, { ...run, delegate: 'cpu' });
  let worst = 0;
  for (const delegate of run.runtime.delegates) {
    const actual = await outputsOf(variantFile, inputs, { ...run, delegate });
    worst = Math.max(worst, largestDifference(outputs, actual));
  }
  const file = writeNpz(
    new Map([
      ['inputs', inputs],
      ['outputs', outputs],
    ]),
  );
  return {
    artifact: await storeArtifact(context, file),
    tolerance: worst * otherHardwareFactor + smallestTolerance,
  };
}

function firstSamples({ type, shape, bytes }: DataArray, limit: number): TensorArray {
  const [count = 0, ...sampleShape] = shape;
  const kept = Math.min(limit, count);
  return {
    type,
    shape: [kept, ...sampleShape],
    bytes: bytes.subarray(0, (bytes.byteLength / count) * kept),
  };
}

function outputsOf(
  file: Uint8Array,
  inputs: TensorArray,
  run: Pick<EvaluationRun, 'runtime' | 'delegate'>,
): Promise<TensorArray> {
  return withInterpreter(run, file, async (interpreter) => {
    const dataset = openDataset(inputs, interpreter.inputs);
    const collector = new OutputCollector(dataset, { raw: false });
    for (let invocation = 0; invocation < dataset.invocationCount; invocation++) {
      const [bytes] = await interpreter.invoke(dataset.inputs(invocation));
      const [spec] = interpreter.outputs;
      if (!bytes || !spec) throw new TypeError('an invocation gives each output');
      collector.add(invocation, bytes, spec);
    }
    return collector.array();
  });
}

function largestDifference(reference: TensorArray, actual: TensorArray): number {
  const error = new OutputError();
  error.add(readNumbers(reference.type, reference.bytes), readNumbers(actual.type, actual.bytes));
  return error.summary().maxAbsoluteError;
}
