import type { Interpreter, Invocation, Runtime } from '@flotilla/evaluation';
import { writeModel, type Model, type Operator, type Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { calibrationModel } from './calibration-model';
import { finiteFloats } from './finite-floats';
import { TensorStatistics } from './tensor-statistics';
import { WeightStatistics } from './weight-statistics';
import { checkInputs } from './check-inputs';

export interface CalibrationOptions {
  readonly runtime: Runtime;
  /** Read once, one at a time: a generator may make them on the way. */
  readonly invocations: AsyncIterable<Invocation> | Iterable<Invocation>;
  /** Default 1. */
  readonly threads?: number;
  /** How many samples are expected; given, second moments of what weights are multiplied with are kept, too. */
  readonly sampleCount?: number;
  /** Called after each invocation with the number of samples done. */
  readonly onSample?: (done: number) => void;
}

export interface Calibration {
  /** Of each float input and activation, over all samples. */
  readonly statistics: ReadonlyMap<Tensor, TensorStatistics>;
  /** Of operators with constant weights; empty unless asked for. */
  readonly weights: ReadonlyMap<Operator, WeightStatistics>;
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
    return await run(interpreter, inputs, observed, weightedOperators(model, options), options);
  } finally {
    await interpreter.close();
  }
}

async function run(
  interpreter: Interpreter,
  inputs: readonly Tensor[],
  observed: readonly Tensor[],
  weights: ReadonlyMap<Operator, WeightStatistics>,
  { invocations, onSample }: CalibrationOptions,
): Promise<Calibration> {
  const statistics = new Map<Tensor, TensorStatistics>();
  let done = 0;
  for await (const { inputs: values, sampleCount } of invocations) {
    checkInputs(values, interpreter.inputs, done);
    const seen = new Map([
      ...floatsOf(inputs, values, done),
      ...floatsOf(observed, await interpreter.invoke(values), done),
    ]);
    for (const [tensor, floats] of seen) {
      const known = statistics.get(tensor) ?? new TensorStatistics(tensor);
      known.add(floats);
      statistics.set(tensor, known);
    }
    for (const [operator, moments] of weights) {
      const floats = operator.inputs[0] && seen.get(operator.inputs[0]);
      if (floats) moments.add(floats);
    }
    done += sampleCount;
    onSample?.(done);
  }
  if (done === 0) {
    throw quantizerError(
      'EMPTY_CALIBRATION',
      'Activations cannot be calibrated on 0 samples; give at least one, better some hundreds',
    );
  }
  return { statistics, weights, samples: done };
}

function weightedOperators(
  { subgraphs }: Model,
  { sampleCount }: CalibrationOptions,
): Map<Operator, WeightStatistics> {
  if (sampleCount === undefined) return new Map();
  const operators = subgraphs[0]?.operators ?? [];
  return new Map(
    operators.flatMap((operator): [Operator, WeightStatistics][] => {
      const statistics = WeightStatistics.of(operator, sampleCount);
      return statistics === undefined ? [] : [[operator, statistics]];
    }),
  );
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
