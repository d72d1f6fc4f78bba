import type { Model, Tensor } from '@flotilla/tflite';
import type { CalibrationData } from '../calibrate/samples';
import type { TensorStatistics } from '../calibrate/tensor-statistics';
import { type Candidate, makeCandidate } from '../candidate';
import { quantizerError } from '../errors';
import type { Trained } from '../fake-quant/take-fake-quantization';
import { trainedWeights } from '../fake-quant/trained-weights';
import type { Range } from '../numerics/range';
import type { QuantizeOptions } from '../quantize-options';
import {
  needsCalibration,
  needsRounding,
  quantizesActivations,
  type Recipe,
} from '../recipe/recipe';
import { nearest } from '../weights/nearest';
import type { WeightMethod } from '../weights/weight-method';
import { firstLook, type FormOrigin, improved, type Improved } from './improve';
import type { TriedRanges } from './range-search';
import type { SearchMemory } from './search-memory';
import { searchVariants } from './search-variants';
import { UNEQUALIZED, USUAL, type Variant, VARIANTS } from './variant';

export interface ChosenCandidate {
  /** The prepared model, its channels equalized where that was done: the plan speaks of its operators. */
  readonly prepared: Model;
  readonly candidate: Candidate;
  /** Samples that calibration read, those held out among them. */
  readonly samples: number;
  readonly ranges: ReadonlyMap<Tensor, Range>;
  /** How the prepared model's weights are rounded. */
  readonly weights: WeightMethod;
  /** Absent where the prepared model is the float model itself. */
  readonly origin?: FormOrigin;
  /** What the ranges were made from, by the prepared model's tensors, where an artifact is to hold it. */
  readonly statistics?: ReadonlyMap<Tensor, TensorStatistics>;
  readonly search?: { readonly chosen: string; readonly tried: readonly TriedRanges[] };
}

/**
 * Makes the candidates that the effort asks for and keeps the best. A model that was trained for its grids is neither
 * equalized nor rounded anew: they hold for the weights and activations that training saw.
 * @param memory of other recipes for the same model under the same options
 */
export async function chooseCandidate(
  prepared: Model,
  recipe: Recipe,
  options: QuantizeOptions,
  trained: Trained,
  memory?: SearchMemory,
): Promise<ChosenCandidate> {
  const { calibration, runtime, effort = 'balanced' } = options;
  const isCalibrated = needsCalibration(recipe);
  const isSettled = !isCalibrated || trained.ranges.size > 0;
  const plain = { model: prepared, weights: trainedWeights(trained.grids, nearest) };
  const hasNoData = calibration === undefined || runtime === undefined;
  // Halves are the same whatever the inputs.
  if (isSettled && (hasNoData || !needsRounding(recipe)))
    return settled(recipe, options, plain, { samples: 0, ranges: trained.ranges });
  const data = required(calibration);
  if (runtime === undefined) throw new TypeError('calibration needs a runtime');
  const search = {
    ...options,
    ...(memory && { memory }),
    recipe,
    data,
    runtime,
    trainedRanges: trained.ranges,
  };
  if (effort === 'fast' || trained.operators > 0) {
    return isCalibrated
      ? searchVariants(prepared, [{ name: '', make: () => plain }], search)
      : settled(recipe, options, plain, { samples: 0, ranges: trained.ranges });
  }
  const look = memory?.look ?? (await firstLook(prepared, data, runtime, options));
  if (memory !== undefined) memory.look = look;
  const make = (variant: Variant): Improved =>
    memory?.variant(look, variant) ?? improved(look, variant);
  if (!isCalibrated)
    return settled(recipe, options, make(quantizesActivations(recipe) ? USUAL : UNEQUALIZED), {
      samples: look.samples,
      ranges: new Map<Tensor, Range>(),
    });
  const variants = VARIANTS[effort].map((variant) => ({
    name: variant.name,
    make: () => make(variant),
  }));
  return searchVariants(prepared, variants, search);
}

/** The one candidate where there is nothing to search. */
function settled(
  recipe: Recipe,
  { targetRuntime = '2.9', onProgress }: QuantizeOptions,
  { model: prepared, weights, origin }: Improved,
  { samples, ranges }: Pick<ChosenCandidate, 'samples' | 'ranges'>,
): ChosenCandidate {
  onProgress?.({ step: 'plan' });
  const candidate = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
  return { prepared, candidate, samples, ranges, weights, ...(origin && { origin }) };
}

function required(data: CalibrationData | undefined): CalibrationData {
  if (data !== undefined) return data;
  throw quantizerError(
    'CALIBRATION_REQUIRED',
    'Activations cannot be quantized to integers without calibration data; give some hundred typical inputs',
  );
}
