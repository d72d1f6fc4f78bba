import {
  type Interpreter,
  type Invocation,
  processorDelegate,
  type Runtime,
} from '@flotilla/evaluation';
import { writeModel, type Model, type Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { calibrationModel, type Sampling } from './calibration-model';
import { checkInputs } from './check-inputs';

export interface ObserveOptions {
  readonly runtime: Runtime;
  /** Read once, one at a time: a generator may make them on the way. */
  readonly invocations: AsyncIterable<Invocation> | Iterable<Invocation>;
  readonly sampling: Sampling;
  /** Samples that the runtime computes at a time, each on a thread of its own. Default 1. */
  readonly threads?: number;
  /** Called after each invocation with the number of samples done. */
  readonly onSample?: (done: number) => void;
}

/** The float inputs and activations of one invocation; they hold until the visit is over. */
export type Observed = ReadonlyMap<Tensor, Float32Array>;

/** @param sample the number of the first sample in what is observed */
export type Visit = (observed: Observed, sample: number) => void;

/**
 * Runs the float model on every sample and shows what its tensors hold, in the order of the samples, whatever the number
 * of threads. While one sample is looked at, the runtime computes the next.
 * @returns how many samples there were
 * @throws CodedError `EMPTY_CALIBRATION`, `CALIBRATION_SHAPE`, or the runtime's own
 */
export async function observe(
  model: Model,
  options: ObserveOptions,
  visit: Visit,
): Promise<number> {
  const { model: instrumented, observed } = calibrationModel(model, options.sampling);
  const { runtime, threads = 1 } = options;
  const file = writeModel(instrumented);
  const lanes: Lane[] = [];
  try {
    while (lanes.length < threads) {
      const delegate = processorDelegate(runtime);
      lanes.push({ interpreter: await runtime.load(file, { delegate }) });
    }
    const tensors = { inputs: model.subgraphs[0]?.inputs ?? [], observed };
    return await run(lanes, tensors, options, visit);
  } finally {
    await Promise.all(lanes.map(({ interpreter }) => interpreter.close()));
  }
}

/** One of several interpreters of the same model. */
interface Lane {
  readonly interpreter: Interpreter;
  /** Outputs that have been looked at. */
  reusable?: readonly Uint8Array[];
}

interface Pending {
  readonly lane: Lane;
  readonly inputs: readonly Uint8Array[];
  readonly sampleCount: number;
  readonly outputs: Promise<Uint8Array[]>;
}

async function run(
  lanes: readonly Lane[],
  tensors: { readonly inputs: readonly Tensor[]; readonly observed: readonly Tensor[] },
  { invocations, onSample }: ObserveOptions,
  visit: Visit,
): Promise<number> {
  const pending: Pending[] = [];
  let begun = 0;
  let done = 0;
  const finish = async ({ lane, inputs, sampleCount, outputs }: Pending): Promise<void> => {
    const values = await outputs;
    visit(
      new Map([...floatsOf(tensors.inputs, inputs), ...floatsOf(tensors.observed, values)]),
      done,
    );
    lane.reusable = values;
    done += sampleCount;
    onSample?.(done);
  };
  let turn = 0;
  for await (const { inputs, sampleCount } of invocations) {
    const lane = lanes[turn++ % lanes.length];
    if (lane === undefined) throw new RangeError('at least one thread is needed');
    checkInputs(inputs, lane.interpreter.inputs, begun);
    const outputs = lane.interpreter.invoke(inputs, lane.reusable);
    delete lane.reusable;
    // The first fault ends the calibration, and nobody waits any more for what is under way: it may fail unheard.
    outputs.catch(() => undefined);
    pending.push({ lane, inputs, sampleCount, outputs });
    begun += sampleCount;
    const oldest = pending.length > lanes.length ? pending.shift() : undefined;
    if (oldest !== undefined) await finish(oldest);
  }
  for (const each of pending) await finish(each);
  if (begun > 0) return done;
  throw quantizerError(
    'EMPTY_CALIBRATION',
    'Activations cannot be calibrated on 0 samples; give at least one, better some hundreds',
  );
}

function floatsOf(
  tensors: readonly Tensor[],
  values: readonly Uint8Array[],
): [Tensor, Float32Array][] {
  return tensors.flatMap((tensor, index): [Tensor, Float32Array][] => {
    const bytes = values[index];
    if (tensor.type !== 'FLOAT32' || bytes === undefined || bytes.byteLength === 0) return [];
    return [[tensor, floats(bytes)]];
  });
}

/** A view where alignment allows, else a copy. The host is taken to be little-endian, as TFLite's data is. */
function floats(bytes: Uint8Array): Float32Array {
  // Not `slice`, which on a Node Buffer gives a view and keeps the offset.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return new Float32Array(aligned.buffer, aligned.byteOffset, bytes.byteLength / 4);
}
