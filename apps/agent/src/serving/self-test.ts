import type { TargetVariant } from '@flotilla/device';
import {
  argMax,
  type Dataset,
  type Interpreter,
  openDataset,
  outputValues,
  readNpz,
  readNumbers,
  requireFinite,
} from '@flotilla/evaluation';
import { isCodedError } from '@flotilla/foundation';
import { messageOf, type StepError, stepError } from '../errors';

/**
 * Bytes of golden samples, packed or not: 16 samples of 640 × 640 pixels in colour and float32, and room. What serves
 * must not run out of memory for what is only tried.
 */
export const goldenLimitBytes = 128 * 1024 ** 2;

/** What the self-test measured. */
export interface SelfTestResult {
  readonly sampleCount: number;
  /** Largest absolute difference from the float model's outputs. */
  readonly maximumDifference: number;
  /** Samples on which the largest output is the float model's. */
  readonly agreeingSamples: number;
}

interface Golden {
  readonly dataset: Dataset;
  /** The float model's outputs, in the order of the samples. */
  readonly reference: Float64Array;
}

/** @throws CodedError `GOLDEN_UNUSABLE` */
function openGolden(file: Uint8Array, interpreter: Interpreter): Golden {
  try {
    const arrays = readNpz(file, { unpackedLimitBytes: goldenLimitBytes });
    const [inputs, outputs] = [arrays.get('inputs'), arrays.get('outputs')];
    if (!inputs || !outputs)
      throw unusable(`it holds ${[...arrays.keys()].join(', ') || 'nothing'}`);
    requireFinite(inputs);
    requireFinite(outputs);
    const dataset = openDataset(inputs, interpreter.inputs);
    return { dataset, reference: readNumbers(outputs.type, outputs.bytes) };
  } catch (error) {
    if (isCodedError(error) && error.code === 'GOLDEN_UNUSABLE') throw error;
    throw unusable(messageOf(error), error);
  }
}

/**
 * Runs the golden samples and compares with the float model's outputs for them.
 * @param file `.npz` with `inputs` and `outputs`
 * @throws CodedError `SELF_TEST_FAILED`, `GOLDEN_UNUSABLE`
 */
export async function selfTest(
  interpreter: Interpreter,
  file: Uint8Array,
  tolerance: number,
): Promise<SelfTestResult> {
  const { dataset, reference } = openGolden(file, interpreter);
  const [spec] = interpreter.outputs;
  if (!spec || interpreter.outputs.length !== 1 || reference.length % dataset.sampleCount !== 0) {
    throw unusable(
      `the model has ${interpreter.outputs.length} outputs, the file ${reference.length} values`,
    );
  }
  const valuesPerSample = reference.length / dataset.sampleCount;
  let maximumDifference = 0;
  let agreeingSamples = 0;
  for (let invocation = 0; invocation < dataset.invocationCount; invocation += 1) {
    const [bytes] = await invoke(interpreter, dataset.inputs(invocation));
    const values = Float64Array.from(bytes ? outputValues(bytes, spec) : []);
    const first = invocation * dataset.samplesPerInvocation;
    for (let row = 0; row < dataset.samplesIn(invocation); row += 1) {
      const actual = values.subarray(row * valuesPerSample, (row + 1) * valuesPerSample);
      const at = (first + row) * valuesPerSample;
      const wanted = reference.subarray(at, at + valuesPerSample);
      maximumDifference = Math.max(maximumDifference, largestDifference(actual, wanted));
      if (argMax(actual) === argMax(wanted)) agreeingSamples += 1;
    }
  }
  const result = { sampleCount: dataset.sampleCount, maximumDifference, agreeingSamples };
  // Written so that NaN fails.
  if (maximumDifference <= tolerance) return result;
  throw stepError(
    'SELF_TEST_FAILED',
    `outputs differ from the float model's by ${maximumDifference}, more than ${tolerance}; ` +
      `${agreeingSamples} of ${result.sampleCount} samples agree on the largest`,
  );
}

/** For a variant without golden samples: one inference, which must not fail. */
export async function smokeTest(interpreter: Interpreter): Promise<void> {
  await invoke(interpreter, zeroInputs(interpreter));
}

/** One sample that the variant is known to take: its first golden one, or zeros. */
export function anyInputs(
  interpreter: Interpreter,
  variant: TargetVariant,
  golden: Uint8Array | null,
): readonly Uint8Array[] {
  return variant.golden && golden
    ? openGolden(golden, interpreter).dataset.inputs(0)
    : zeroInputs(interpreter);
}

function zeroInputs({ inputs }: Interpreter): Uint8Array[] {
  return inputs.map(({ byteLength }) => new Uint8Array(byteLength));
}

async function invoke(
  interpreter: Interpreter,
  inputs: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  try {
    return await interpreter.invoke(inputs);
  } catch (error) {
    throw stepError('SELF_TEST_FAILED', `the inference failed: ${messageOf(error)}`, error);
  }
}

/** NaN where the lengths differ or a value is not finite, which no tolerance takes. */
function largestDifference(actual: Float64Array, wanted: Float64Array): number {
  if (actual.length !== wanted.length) return NaN;
  return actual.reduce(
    (largest, value, i) => Math.max(largest, Math.abs(value - (wanted[i] ?? NaN))),
    0,
  );
}

function unusable(why: string, cause?: unknown): StepError {
  return stepError('GOLDEN_UNUSABLE', `cannot use the golden samples: ${why}`, cause);
}
