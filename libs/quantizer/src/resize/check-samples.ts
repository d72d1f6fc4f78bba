import { OutputError, readNumbers, type Runtime, type TensorSpec } from '@flotilla/evaluation';
import { writeModel, type Model } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { type Shapes, withBatch } from './input-shapes';
import { withInputShapes } from './with-input-shapes';

/** dB. Sums in another order round otherwise, far above; samples that were mixed lie far below. */
const LEAST_SNR_DB = 40;

/** One after another, and all at once. */
const BATCHES = [1, 2];

interface Result {
  readonly spec: TensorSpec;
  readonly bytes: Uint8Array;
}

/**
 * Computes two batches one by one and both at once: an operator that joins along the first axis lets every shape follow,
 * and yet mixes samples.
 * @param inputs the shapes of one batch
 * @throws CodedError `RESIZE_REFUSED` with the output that tells
 */
export async function checkSamples(model: Model, inputs: Shapes, runtime: Runtime): Promise<void> {
  // Without a batch there is nothing to be told apart by.
  if ([...inputs].some(([, shape]) => shape.length === 0)) return;
  const doubled = new Map(
    [...inputs].map(([tensor, shape]) => [tensor, withBatch(shape, 2 * (shape[0] ?? 0))]),
  );
  const singles = await compute(model, inputs, BATCHES, runtime);
  const [both = []] = await compute(model, doubled, [BATCHES], runtime);
  both.forEach(({ spec, bytes }, output) => {
    const parts = singles.map((results) => results[output]?.bytes ?? new Uint8Array());
    const alone = singles[0]?.[output]?.spec.shape[0] ?? NaN;
    // A batch that a TRANSPOSE moved to another axis is not read here.
    if (spec.type !== 'FLOAT32' || spec.shape[0] !== 2 * alone) return;
    const error = new OutputError();
    error.add(readNumbers('FLOAT32', joined(parts)), readNumbers('FLOAT32', bytes));
    const { snrDb, maxAbsoluteError } = error.summary();
    if (snrDb === null ? maxAbsoluteError === 0 : snrDb >= LEAST_SNR_DB) return;
    throw quantizerError(
      'RESIZE_REFUSED',
      `The output ${spec.name} of a larger batch is not that of its samples: an operator mixes them along the first axis; ` +
        'export the model with an open batch',
    );
  });
}

/** @param runs the numbers of the batches that each invocation takes together */
async function compute(
  model: Model,
  inputs: Shapes,
  runs: readonly (number | readonly number[])[],
  runtime: Runtime,
): Promise<Result[][]> {
  const file = writeModel(withInputShapes(model, inputs, model.subgraphs[0]?.outputs ?? []));
  const interpreter = await runtime.load(file, { delegate: 'cpu' });
  try {
    const results: Result[][] = [];
    for (const batches of runs.map((run) => [run].flat())) {
      const given = interpreter.inputs.map((input) => inputOf(input, batches));
      const outputs = await interpreter.invoke(given);
      results.push(
        interpreter.outputs.map((spec, at) => ({ spec, bytes: outputs[at] ?? new Uint8Array() })),
      );
    }
    return results;
  } finally {
    await interpreter.close();
  }
}

/** Different floats in [0, 1) for each batch; zeros where an input may be an index. */
function inputOf({ type, byteLength }: TensorSpec, batches: readonly number[]): Uint8Array {
  if (type !== 'FLOAT32') return new Uint8Array(byteLength);
  const length = byteLength / 4 / batches.length;
  return joined(
    batches.map((batch) => {
      const values = Float32Array.from({ length }, (_, index) => {
        return (Math.imul(batch * length + index + 1, 0x9e3779b1) >>> 8) / 2 ** 24;
      });
      return new Uint8Array(values.buffer);
    }),
  );
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
