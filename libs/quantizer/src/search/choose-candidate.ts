import type { Runtime } from '@flotilla/evaluation';
import type { Model, Operator, Tensor } from '@flotilla/tflite';
import { calibrate } from '../calibrate/calibrate';
import { lookAt } from '../calibrate/look';
import { rescaled, type SecondMoments } from '../calibrate/second-moments';
import {
  calibrationSamples,
  type CalibrationData,
  heldOutSamples,
  someSamples,
} from '../calibrate/samples';
import type { RangeEstimator } from '../calibrate/range-estimators';
import { type Candidate, makeCandidate } from '../candidate';
import { channelCount } from '../numerics/channels';
import { type ChannelFactor, equalizeChannels } from '../equalize/equalize-channels';
import { quantizerError } from '../errors';
import type { Trained } from '../fake-quant/take-fake-quantization';
import { trainedWeights } from '../fake-quant/trained-weights';
import { parametersKey } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { QuantizeOptions } from '../quantize-options';
import { needsCalibration, type Recipe } from '../recipe/recipe';
import { compensated } from '../weights/compensated';
import { fittingParameters, nearest } from '../weights/nearest';
import type { WeightMethod } from '../weights/weight-method';
import { HeldOut } from './held-out';
import { searchRanges } from './range-search';

export interface ChosenCandidate {
  readonly candidate: Candidate;
  /** Samples that calibration read, those held out among them. */
  readonly samples: number;
  readonly ranges: ReadonlyMap<Tensor, Range>;
  readonly search?: {
    readonly chosen: RangeEstimator;
    readonly tried: readonly { readonly estimator: RangeEstimator; readonly scoreDb: number }[];
  };
}

/** A first look at channels takes one sample in so many, and so many at most. */
const LOOK_EVERY = 4;
const LOOK_MOST = 40;

/**
 * Makes the candidates that the effort asks for and keeps the best. The prepared model is changed by equalization, unless
 * it was trained for its grids: those hold for the weights and activations that training saw.
 */
export async function chooseCandidate(
  prepared: Model,
  recipe: Recipe,
  options: QuantizeOptions,
  trained: Trained,
): Promise<ChosenCandidate> {
  const { calibration, runtime, targetRuntime = '2.9', effort = 'balanced', onProgress } = options;
  const isTrained = trained.operators > 0;
  const isSettled = !needsCalibration(recipe) || trained.ranges.size > 0;
  if (isSettled && (calibration === undefined || runtime === undefined)) {
    onProgress?.({ step: 'plan' });
    const { ranges } = trained;
    const weights = trainedWeights(trained.grids, nearest);
    const candidate = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
    return { candidate, samples: 0, ranges };
  }
  const data = required(calibration);
  if (runtime === undefined) throw new TypeError('calibration needs a runtime');
  const improved =
    effort === 'fast' || isTrained ? undefined : await improve(prepared, data, runtime, options);
  const weights =
    improved === undefined ? trainedWeights(trained.grids, nearest) : remembered(improved.weights);
  onProgress?.({ step: 'plan' });
  if (!needsCalibration(recipe)) {
    const ranges = new Map<Tensor, Range>();
    const candidate = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
    return { candidate, samples: improved?.samples ?? 0, ranges };
  }
  const seen = await calibrate(prepared, {
    runtime,
    invocations: calibrationSamples(data),
    threads: options.threads ?? 1,
    onSample: (samples) => onProgress?.({ step: 'calibrate', samples }),
  });
  const heldOut = await HeldOut.of(
    prepared,
    await heldOutSamples(data),
    runtime,
    options.proofRuntime,
  );
  const type = recipe.some(({ scheme }) => scheme === 'int8') ? 'INT8' : 'INT16';
  const { candidate, ranges, estimator, tried } = await searchRanges(prepared, {
    recipe,
    targetRuntime,
    weights,
    statistics: seen.statistics,
    type,
    heldOut,
    trainedRanges: trained.ranges,
    ...(effort === 'fast' || heldOut.sampleCount === 0 ? { estimators: ['least-error'] } : {}),
  });
  const samples = seen.samples + heldOut.sampleCount;
  return { candidate, samples, ranges, search: { chosen: estimator, tried } };
}

/** Equalizes channels and says how weights are rounded best, after a first look at a few samples. */
async function improve(
  prepared: Model,
  data: CalibrationData,
  runtime: Runtime,
  { threads = 1, onProgress }: QuantizeOptions,
): Promise<{ readonly weights: WeightMethod; readonly samples: number }> {
  const [main] = prepared.subgraphs;
  if (main === undefined) return { weights: nearest, samples: 0 };
  const { channels, rows, samples } = await lookAt(prepared, {
    runtime,
    invocations: someSamples(data, LOOK_EVERY, LOOK_MOST),
    sampleCount: LOOK_MOST,
    threads,
    onSample: (samples) => onProgress?.({ step: 'equalize', samples }),
  });
  const factor = equalizeChannels(main, (tensor, channel) => channels.get(tensor)?.peak(channel));
  const moments = new Map<Operator, readonly SecondMoments[]>();
  for (const [operator, taken] of rows) {
    const measured = await taken.moments(runtime);
    if (measured.length === 0) continue;
    moments.set(
      operator,
      measured.map((each, group) =>
        rescaled(each, factorsOf(operator, group, each.length, factor)),
      ),
    );
  }
  return { weights: compensated(moments), samples };
}

/** By what the inputs of a row of weights were divided. */
function factorsOf(
  { code, inputs, outputs }: Operator,
  group: number,
  length: number,
  factor: ChannelFactor,
): Float64Array {
  const [input] = inputs;
  const [output] = outputs;
  if (!input || output === undefined) return new Float64Array(length).fill(1);
  const channels = channelCount(input);
  const multiplier = channelCount(output) / channels;
  return Float64Array.from({ length }, (_, index) =>
    factor(input, code === 'DEPTHWISE_CONV_2D' ? Math.floor(group / multiplier) : index % channels),
  );
}

/** Candidates differ in their ranges: weights with the same scales are rounded once. */
function remembered(method: WeightMethod): WeightMethod {
  const known = new Map<Operator, Map<string, ReturnType<WeightMethod>>>();
  return (request) => {
    const { operator } = request;
    const key = parametersKey(fittingParameters(request));
    const results = known.get(operator) ?? new Map<string, ReturnType<WeightMethod>>();
    const result = results.get(key) ?? method(request);
    known.set(operator, results.set(key, result));
    return result;
  };
}

function required(data: CalibrationData | undefined): CalibrationData {
  if (data !== undefined) return data;
  throw quantizerError(
    'CALIBRATION_REQUIRED',
    'Activations cannot be quantized to integers without calibration data; give some hundred typical inputs',
  );
}
