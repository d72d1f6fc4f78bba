import type { Model, Subgraph, Tensor } from '@flotilla/tflite';
import type { CalibrationData } from '../calibrate/samples';
import type { TensorStatistics } from '../calibrate/tensor-statistics';
import { makeCandidate } from '../candidate';
import type { Trained } from '../fake-quant/take-fake-quantization';
import { trainedWeights } from '../fake-quant/trained-weights';
import { type Range, unionOf } from '../numerics/range';
import type { QuantizeOptions } from '../quantize-options';
import type { Recipe } from '../recipe/recipe';
import { type ChosenCandidate, chooseCandidate } from '../search/choose-candidate';
import { nearest } from '../weights/nearest';
import { sharesWeights } from './shared-weights';
import { signatureOf, withMainGraph } from './signature-graph';

/**
 * Makes candidates with calibration data for the main graph, or for each signature. Weights that several graphs share are
 * rounded to nearest and not equalized, for both would make different ones of them: they keep one buffer and one set of
 * scales.
 */
export async function chooseForSignatures(
  prepared: Model,
  recipe: Recipe,
  options: QuantizeOptions,
  trained: Trained,
): Promise<ChosenCandidate> {
  const { signatureCalibration = new Map<string, CalibrationData>(), targetRuntime = '2.9' } =
    options;
  const data = [...signatureCalibration].map(
    ([key, calibration]) => [signatureOf(prepared, key).subgraph, calibration] as const,
  );
  const effort = sharesWeights(prepared) ? ({ effort: 'fast' } as const) : {};
  const [first, ...others] = data;
  if (first === undefined || (others.length === 0 && first[0] === prepared.subgraphs[0])) {
    const calibration = first?.[1] ?? options.calibration;
    return chooseCandidate(
      prepared,
      recipe,
      { ...options, ...(calibration && { calibration }), ...effort },
      trained,
    );
  }
  const calibrated = await rangesOf(prepared, recipe, data, options, trained);
  const { ranges } = calibrated;
  const weights = trainedWeights(trained.grids, nearest);
  const candidate = makeCandidate(prepared, { recipe, targetRuntime, ranges, weights });
  return { prepared, candidate, weights, ...calibrated };
}

/** Of the activations of several graphs, each calibrated with its own data. */
async function rangesOf(
  prepared: Model,
  recipe: Recipe,
  data: readonly (readonly [Subgraph, CalibrationData])[],
  options: QuantizeOptions,
  trained: Trained,
): Promise<Pick<ChosenCandidate, 'ranges' | 'samples' | 'statistics'>> {
  const ranges = new Map<Tensor, Range>();
  const statistics = new Map<Tensor, TensorStatistics>();
  let samples = 0;
  for (const [graph, calibration] of data) {
    const view = { ...withMainGraph(prepared, graph), signatures: [] };
    const own = { ...options, calibration, effort: 'fast' } as const;
    const chosen = await chooseCandidate(view, recipe, own, trained);
    samples += chosen.samples;
    for (const [tensor, seen] of chosen.statistics ?? []) statistics.set(tensor, seen);
    for (const [tensor, range] of chosen.ranges) {
      const known = ranges.get(tensor);
      ranges.set(tensor, known === undefined ? range : unionOf(known, range));
    }
  }
  for (const [tensor, range] of trained.ranges) ranges.set(tensor, range);
  return { ranges, samples, statistics };
}
