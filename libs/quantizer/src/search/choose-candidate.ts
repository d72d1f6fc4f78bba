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
import { HeldOut } from './held-out';
import { firstLook, improved, type Improved } from './improve';
import { proposeRanges } from './propose-ranges';
import { type ChosenRanges, searchRanges, type TriedRanges } from './range-search';
import { VARIANTS } from './variant';

export interface ChosenCandidate {
  /** The prepared model, its channels equalized where that was done: the plan speaks of its operators. */
  readonly prepared: Model;
  readonly candidate: Candidate;
  /** Samples that calibration read, those held out among them. */
  readonly samples: number;
  readonly ranges: ReadonlyMap<Tensor, Range>;
  readonly search?: { readonly chosen: string; readonly tried: readonly TriedRanges[] };
}

/**
 * Makes the candidates that the effort asks for and keeps the best. Of a model that was trained for its grids, channels are
 * not equalized and weights rounded to nearest: its ranges hold for the model as training saw it.
 */
export async function chooseCandidate(
  prepared: Model,
  recipe: Recipe,
  options: QuantizeOptions,
  trained: Trained,
): Promise<ChosenCandidate> {
  const { calibration, runtime, effort = 'balanced' } = options;
  const isCalibrated = needsCalibration(recipe);
  const plain = { model: prepared, weights: trainedWeights(trained.grids, nearest) };
  const isSettled = !isCalibrated || trained.ranges.size > 0;
  if (isSettled && (calibration === undefined || runtime === undefined)) {
    return uncalibrated(recipe, options, plain, { samples: 0, ranges: trained.ranges });
  }
  const data = required(calibration);
  if (runtime === undefined) throw new TypeError('calibration needs a runtime');
  const means = { data, runtime, trainedRanges: trained.ranges };
  if (effort === 'fast' || trained.operators > 0) {
    return isCalibrated
      ? calibrated(prepared, recipe, options, means, function* () {
          yield { name: '', ...plain };
        })
      : uncalibrated(recipe, options, plain, { samples: 0, ranges: trained.ranges });
  }
  const look = await firstLook(prepared, data, runtime, options);
  const [usual] = VARIANTS.balanced;
  if (!isCalibrated && usual !== undefined)
    return uncalibrated(recipe, options, improved(look, usual), {
      samples: look.samples,
      ranges: trained.ranges,
    });
  return calibrated(prepared, recipe, options, means, function* () {
    for (const variant of VARIANTS[effort])
      yield { name: variant.name, ...improved(look, variant) };
  });
}

function uncalibrated(
  recipe: Recipe,
  { targetRuntime = '2.9', onProgress }: QuantizeOptions,
  { model: prepared, weights }: Improved,
  { samples, ranges }: Pick<ChosenCandidate, 'samples' | 'ranges'>,
): ChosenCandidate {
  onProgress?.({ step: 'plan' });
  const candidate = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
  return { prepared, candidate, samples, ranges };
}

interface Means {
  readonly data: CalibrationData;
  readonly runtime: Runtime;
  readonly trainedRanges: ReadonlyMap<Tensor, Range>;
}

/** A float model, in a form from which candidates are made. */
interface Named extends Improved {
  readonly name: string;
}

async function calibrated(
  prepared: Model,
  recipe: Recipe,
  options: QuantizeOptions,
  { data, runtime, trainedRanges }: Means,
  variants: () => Iterable<Named>,
): Promise<ChosenCandidate> {
  const { targetRuntime = '2.9', effort = 'balanced', threads, proofRuntime, onProgress } = options;
  const held = await heldOutSamples(data);
  const heldOut =
    effort === 'fast' ? undefined : await HeldOut.of(prepared, held, runtime, proofRuntime);
  const type = recipe.some(({ scheme }) => scheme === 'int8') ? 'INT8' : 'INT16';
  let best: { readonly model: Model; readonly found: ChosenRanges } | undefined;
  let calibrationSampleCount = 0;
  const tried: TriedRanges[] = [];
  for (const { name, model, weights } of variants()) {
    const seen = await calibrate(model, {
      runtime,
      invocations: calibrationSamples(data),
      ...(threads !== undefined && { threads }),
      onSample: (samples) => onProgress?.({ step: 'calibrate', samples }),
    });
    calibrationSampleCount = seen.samples;
    onProgress?.({ step: 'plan' });
    const found = await searchRanges(model, {
      recipe,
      targetRuntime,
      weights,
      proposals: proposeRanges(seen.statistics, type, effort).map(({ method, ranges }) => ({
        method: name === '' ? method : `${method}, ${name}`,
        ranges: new Map([...ranges, ...trainedRanges]),
      })),
      ...(heldOut && { heldOut }),
      ...(best?.found.scoreDb !== undefined && { toBeatDb: best.found.scoreDb }),
    });
    tried.push(...found.tried);
    if (best === undefined || (found.scoreDb ?? 0) > (best.found.scoreDb ?? 0))
      best = { model, found };
  }
  if (best === undefined) throw new TypeError('there is at least one variant');
  const { found } = best;
  return {
    prepared: best.model,
    candidate: found.candidate,
    samples: calibrationSampleCount + held.reduce((sum, { sampleCount }) => sum + sampleCount, 0),
    ranges: found.ranges,
    search: { chosen: found.method, tried },
  };
}

function required(data: CalibrationData | undefined): CalibrationData {
  if (data !== undefined) return data;
  throw quantizerError(
    'CALIBRATION_REQUIRED',
    'Activations cannot be quantized to integers without calibration data; give some hundred typical inputs',
  );
}
