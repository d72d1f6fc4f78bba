import type { Interpreter, Invocation, Runtime } from '@flotilla/evaluation';
import { writeModel, type Model, type Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { calibrationModel, type Sampling } from './calibration-model';
import { checkInputs } from './check-inputs';
import { finiteFloats } from './finite-floats';

export interface ObserveOptions {
  readonly runtime: Runtime;
  /** Read once, one at a time: a generator may make them on the way. */
  readonly invocations: AsyncIterable<Invocation> | Iterable<Invocation>;
  readonly sampling: Sampling;
  /** Default 1. */
  readonly threads?: number;
  /** Called after each invocation with the number of samples done. */
  readonly onSample?: (done: number) => void;
}

/** The float inputs and activations of one invocation. */
export type Observed = ReadonlyMap<Tensor, Float32Array>;

/**
 * Runs the float model on every sample and shows what its tensors hold. While one sample is looked at, the runtime
 * computes the next.
 * @returns how many samples there were
 * @throws CodedError `EMPTY_CALIBRATION`, `CALIBRATION_SHAPE`, `NON_FINITE_CALIBRATION`, or the runtime's own
 */
export async function observe(
  model: Model,
  options: ObserveOptions,
  visit: (observed: Observed) => void,
): Promise<number> {
  const { model: instrumented, observed } = calibrationModel(model, options.sampling);
  const { runtime, threads = 1 } = options;
  const interpreter = await runtime.load(writeModel(instrumented), {
    delegate: runtime.delegates.includes('xnnpack') ? 'xnnpack' : 'cpu',
    threads,
  });
  const tensors = { inputs: model.subgraphs[0]?.inputs ?? [], observed };
  try {
    return await run(interpreter, tensors, options, visit);
  } finally {
    await interpreter.close();
  }
}

interface Pending {
  readonly inputs: readonly Uint8Array[];
  readonly sampleCount: number;
  readonly outputs: Promise<Uint8Array[]>;
}

async function run(
  interpreter: Interpreter,
  tensors: { readonly inputs: readonly Tensor[]; readonly observed: readonly Tensor[] },
  { invocations, onSample }: ObserveOptions,
  visit: (observed: Observed) => void,
): Promise<number> {
  let done = 0;
  let pending: Pending | undefined;
  const finish = async ({ inputs, sampleCount, outputs }: Pending): Promise<void> => {
    const values = await outputs;
    visit(
      new Map([
        ...floatsOf(tensors.inputs, inputs, done),
        ...floatsOf(tensors.observed, values, done),
      ]),
    );
    done += sampleCount;
    onSample?.(done);
  };
  for await (const { inputs, sampleCount } of invocations) {
    checkInputs(inputs, interpreter.inputs, done + (pending?.sampleCount ?? 0));
    const outputs = interpreter.invoke(inputs);
    // The first fault ends the calibration, and nobody waits any more for what is under way: it may fail unheard.
    outputs.catch(() => undefined);
    if (pending !== undefined) await finish(pending);
    pending = { inputs, sampleCount, outputs };
  }
  if (pending === undefined) {
    throw quantizerError(
      'EMPTY_CALIBRATION',
      'Activations cannot be calibrated on 0 samples; give at least one, better some hundreds',
    );
  }
  await finish(pending);
  return done;
}

function floatsOf(
  tensors: readonly Tensor[],
  values: readonly Uint8Array[],
  sample: number,
): [Tensor, Float32Array][] {
  return tensors.flatMap((tensor, index): [Tensor, Float32Array][] => {
    const bytes = values[index];
    if (tensor.type !== 'FLOAT32' || bytes === undefined || bytes.byteLength === 0) return [];
    return [[tensor, finiteFloats(tensor, bytes, sample)]];
  });
}
