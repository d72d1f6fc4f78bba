import type { Runtime } from '@flotilla/evaluation';
import type { Model, Tensor } from '@flotilla/tflite';
import { calibrate } from '../calibrate/calibrate';
import { calibrationSamples, type CalibrationData, heldOutSamples } from '../calibrate/samples';
import type { TensorStatistics } from '../calibrate/tensor-statistics';
import type { Range } from '../numerics/range';
import type { QuantizeOptions } from '../quantize-options';
import type { Recipe } from '../recipe/recipe';
import type { ChosenCandidate } from './choose-candidate';
import { HeldOut } from './held-out';
import type { Improved } from './improve';
import { proposeRanges } from './propose-ranges';
import { type ChosenRanges, searchRanges, type TriedRanges } from './range-search';
import type { SearchMemory } from './search-memory';

/** A float model in a form from which candidates are made. */
export interface NamedVariant {
  /** Empty for the usual one. */
  readonly name: string;
  readonly make: () => Improved;
}

export interface VariantSearch extends QuantizeOptions {
  readonly recipe: Recipe;
  readonly data: CalibrationData;
  readonly runtime: Runtime;
  /** Ranges that training settled; they win over those that calibration finds. */
  readonly trainedRanges: ReadonlyMap<Tensor, Range>;
  readonly memory?: SearchMemory;
}

type Statistics = ReadonlyMap<Tensor, TensorStatistics> | undefined;

/**
 * Calibrates each variant, makes candidates of it, and keeps the one whose outputs lie nearest to the float model's on
 * held-out samples.
 */
export async function searchVariants(
  prepared: Model,
  variants: readonly NamedVariant[],
  search: VariantSearch,
): Promise<ChosenCandidate> {
  const { recipe, data, runtime, proofRuntime, effort = 'balanced', onProgress } = search;
  const { targetRuntime = '2.9', threads = 1, trainedRanges, memory } = search;
  const held = await heldOutSamples(data);
  const heldOut =
    effort === 'fast'
      ? undefined
      : await HeldOut.of(prepared, held, {
          runtime,
          threads,
          ...(proofRuntime && { proofRuntime }),
        });
  const type = recipe.some(({ scheme }) => scheme === 'int8') ? 'INT8' : 'INT16';
  const tried: TriedRanges[] = [];
  let calibrated = 0;
  let best: (Improved & { found: ChosenRanges; statistics: Statistics }) | undefined;
  for (const { name, make } of variants) {
    const form = make();
    const { model, weights } = form;
    const seen =
      memory?.calibrations.get(model) ??
      (await calibrate(model, {
        runtime,
        invocations: calibrationSamples(data),
        threads,
        onSample: (samples) => onProgress?.({ step: 'calibrate', samples }),
      }));
    memory?.calibrations.set(model, seen);
    calibrated = seen.samples;
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
      // Histograms take memory: only what is asked for outlives the search.
      best = { ...form, found, statistics: search.artifact && seen.statistics };
  }
  if (best === undefined) throw new TypeError('there is at least one variant');
  return {
    prepared: best.model,
    candidate: best.found.candidate,
    samples: calibrated + held.reduce((sum, { sampleCount }) => sum + sampleCount, 0),
    ranges: best.found.ranges,
    weights: best.weights,
    ...(best.origin && { origin: best.origin }),
    ...(best.statistics && { statistics: best.statistics }),
    search: { chosen: best.found.method, tried },
  };
}
