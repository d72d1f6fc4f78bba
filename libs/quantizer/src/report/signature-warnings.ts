import type { Model } from '@flotilla/tflite';
import type { QuantizeOptions } from '../quantize-options';
import { needsCalibration, type Recipe } from '../recipe/recipe';
import { entryGraphs, signatureOf } from '../signatures/signature-graph';
import { sharesWeights } from '../signatures/shared-weights';
import type { QuantizationWarning } from './quantization-report';

/** What several signatures of a model keep from being done for it. */
export function signatureWarnings(
  model: Model,
  recipe: Recipe,
  { calibration, signatureCalibration, effort = 'balanced' }: QuantizeOptions,
): QuantizationWarning[] {
  const [main] = model.subgraphs;
  const calibrated = new Set(
    [...(signatureCalibration?.keys() ?? [])].map((key) => signatureOf(model, key).subgraph),
  );
  if (signatureCalibration === undefined && main !== undefined) calibrated.add(main);
  const warnings: QuantizationWarning[] = [];
  for (const graph of needsCalibration(recipe) ? entryGraphs(model) : []) {
    if (calibrated.has(graph)) continue;
    const { key } = model.signatures.find(({ subgraph }) => subgraph === graph) ?? {};
    const name = key === undefined ? `main graph ${graph.name}` : `signature ${key}`;
    warnings.push({
      code: 'SIGNATURE_NOT_CALIBRATED',
      message: `The ${name} has no calibration data: its operators without ranges stay float`,
    });
  }
  const isGiven = calibration !== undefined || signatureCalibration !== undefined;
  if (isGiven && effort !== 'fast' && sharesWeights(model)) {
    warnings.push({
      code: 'SHARED_WEIGHTS',
      message:
        'Several graphs share weights: these were rounded to nearest and not equalized, to stay shared',
    });
  }
  return warnings;
}
