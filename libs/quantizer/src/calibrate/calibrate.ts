import type { Interpreter, Invocation, Runtime } from '@flotilla/evaluation';
import { writeModel, type Model, type Tensor } from '@flotilla/tflite';
import { unionOf, type Range } from '../numerics/range';
import { quantizerError } from '../errors';
import { calibrationModel } from './calibration-model';
import { observe } from './observe';
import { checkInputs } from './check-inputs';

export interface CalibrationOptions {
  readonly runtime: Runtime;
  /** Read once, one at a time: a generator may make them on the way. */
  readonly invocations: AsyncIterable<Invocation> | Iterable<Invocation>;
  /** Default 1. */
  readonly threads?: number;
  /** Called after each invocation with the number of samples done. */
  readonly onSample?: (done: number) => void;
}

export interface Calibration {
  /** The true minimum and maximum of each float input and activation, over all samples. */
  readonly ranges: ReadonlyMap<Tensor, Range>;
  readonly samples: number;
}

/**
 * Runs the float model on every sample and keeps each activation's range.
 * @throws CodedError `EMPTY_CALIBRATION`, `CALIBRATION_SHAPE`, `NON_FINITE_CALIBRATION`, or the runtime's own
 */
export async function calibrate(model: Model, options: CalibrationOptions): Promise<Calibration> {
  const { model: instrumented, observed } = calibrationModel(model);
  const inputs = model.subgraphs[0]?.inputs ?? [];
  const { runtime, threads = 1 } = options;
  const interpreter = await runtime.load(writeModel(instrumented), {
    delegate: runtime.delegates.includes('xnnpack') ? 'xnnpack' : 'cpu',
    threads,
  });
  try {
    return await run(interpreter, inputs, observed, options);
  } finally {
    await interpreter.close();
  }
}

async function run(
  interpreter: Interpreter,
  inputs: readonly Tensor[],
  observed: readonly Tensor[],
  { invocations, onSample }: CalibrationOptions,
): Promise<Calibration> {
  const ranges = new Map<Tensor, Range>();
  let done = 0;
  for await (const { inputs: values, sampleCount } of invocations) {
    checkInputs(values, interpreter.inputs, done);
    widen(ranges, inputs, values, done);
    widen(ranges, observed, await interpreter.invoke(values), done);
    done += sampleCount;
    onSample?.(done);
  }
  if (done === 0) {
    throw quantizerError(
      'EMPTY_CALIBRATION',
      'Activations cannot be calibrated on 0 samples; give at least one, better some hundreds',
    );
  }
  return { ranges, samples: done };
}

function widen(
  ranges: Map<Tensor, Range>,
  tensors: readonly Tensor[],
  values: readonly Uint8Array[],
  sample: number,
): void {
  tensors.forEach((tensor, index) => {
    const bytes = values[index];
    if (tensor.type !== 'FLOAT32' || bytes === undefined || bytes.byteLength === 0) return;
    const range = observe(tensor, bytes, sample);
    const known = ranges.get(tensor);
    ranges.set(tensor, known === undefined ? range : unionOf(known, range));
  });
}
