import type { Runtime } from '@flotilla/evaluation';
import type { Model, Tensor } from '@flotilla/tflite';
import { calibrate } from '../calibrate/calibrate';
import { calibrationSamples, type CalibrationData, heldOutSamples } from '../calibrate/samples';
import { type Candidate, makeCandidate } from '../candidate';
import { quantizerError } from '../errors';
import type { Trained } from '../fake-quant/take-fake-quantization';
import { trainedWeights } from '../fake-quant/trained-weights';
import type { Range } from '../numerics/range';
import type { QuantizeOptions } from '../quantize-options';
import { needsCalibration, type Recipe } from '../recipe/recipe';
import { nearest } from '../weights/nearest';
import type { WeightMethod } from '../weights/weight-method';
import { HeldOut } from './held-out';
import { improve } from './improve';
import { proposeRanges } from './propose-ranges';
import { searchRanges, type TriedRanges } from './range-search';

export interface ChosenCandidate {
  readonly candidate: Candidate;
  /** Samples that calibration read, those held out among them. */
  readonly samples: number;
  readonly ranges: ReadonlyMap<Tensor, Range>;
  readonly search?: { readonly chosen: string; readonly tried: readonly TriedRanges[] };
}

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
  const { calibration, runtime, effort = 'balanced' } = options;
  const isCalibrated = needsCalibration(recipe);
  const isSettled = !isCalibrated || trained.ranges.size > 0;
  const plain = { weights: trainedWeights(trained.grids, nearest), samples: 0 };
  if (isSettled && (calibration === undefined || runtime === undefined)) {
    return uncalibrated(prepared, recipe, options, { ...plain, ranges: trained.ranges });
  }
  const data = required(calibration);
  if (runtime === undefined) throw new TypeError('calibration needs a runtime');
  const improved =
    effort === 'fast' || trained.operators > 0
      ? plain
      : await improve(prepared, data, runtime, options);
  if (!isCalibrated) {
    return uncalibrated(prepared, recipe, options, { ...improved, ranges: trained.ranges });
  }
  const means = { data, runtime, weights: improved.weights, trainedRanges: trained.ranges };
  return calibrated(prepared, recipe, options, means);
}

function uncalibrated(
  prepared: Model,
  recipe: Recipe,
  { targetRuntime = '2.9', onProgress }: QuantizeOptions,
  { weights, samples, ranges }: Settled,
): ChosenCandidate {
  onProgress?.({ step: 'plan' });
  const candidate = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
  return { candidate, samples, ranges };
}

interface Settled {
  readonly weights: WeightMethod;
  readonly samples: number;
  readonly ranges: ReadonlyMap<Tensor, Range>;
}

interface Means {
  readonly data: CalibrationData;
  readonly runtime: Runtime;
  readonly weights: WeightMethod;
  readonly trainedRanges: ReadonlyMap<Tensor, Range>;
}

async function calibrated(
  prepared: Model,
  recipe: Recipe,
  options: QuantizeOptions,
  { data, runtime, weights, trainedRanges }: Means,
): Promise<ChosenCandidate> {
  const { targetRuntime = '2.9', effort = 'balanced', threads, proofRuntime, onProgress } = options;
  const seen = await calibrate(prepared, {
    runtime,
    invocations: calibrationSamples(data),
    ...(threads !== undefined && { threads }),
    onSample: (samples) => onProgress?.({ step: 'calibrate', samples }),
  });
  onProgress?.({ step: 'plan' });
  const held = await heldOutSamples(data);
  const heldOut =
    effort === 'fast' ? undefined : await HeldOut.of(prepared, held, runtime, proofRuntime);
  const type = recipe.some(({ scheme }) => scheme === 'int8') ? 'INT8' : 'INT16';
  const found = await searchRanges(prepared, {
    recipe,
    targetRuntime,
    weights,
    proposals: proposeRanges(seen.statistics, type, effort).map(({ method, ranges }) => ({
      method,
      ranges: new Map([...ranges, ...trainedRanges]),
    })),
    ...(heldOut && { heldOut }),
  });
  return {
    candidate: found.candidate,
    samples: seen.samples + held.reduce((sum, { sampleCount }) => sum + sampleCount, 0),
    ranges: found.ranges,
    search: { chosen: found.method, tried: found.tried },
  };
}

function required(data: CalibrationData | undefined): CalibrationData {
  if (data !== undefined) return data;
  throw quantizerError(
    'CALIBRATION_REQUIRED',
    'Activations cannot be quantized to integers without calibration data; give some hundred typical inputs',
  );
}
