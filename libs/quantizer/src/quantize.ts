import { cloneModel, weightBytes, writeModel, type Model } from '@flotilla/tflite';
import { refuseQuantized } from './already-quantized';
import { prepareModel } from './prepare/prepare-model';
import { recipeOf } from './recipe/named-recipe';
import type { QuantizeOptions } from './quantize-options';
import { leftFloat, operatorOutcomes } from './report/operator-outcomes';
import type { QuantizationReport } from './report/quantization-report';
import { tensorOutcomes } from './report/tensor-outcomes';
import { ruleWarnings } from './report/rule-warnings';
import { warningsFor } from './report/warnings';
import { chooseCandidate } from './search/choose-candidate';
import { verifyInRuntime } from './verify/verify-in-runtime';
import { verifyStructure } from './verify/verify-structure';

export interface QuantizationResult {
  readonly model: Model;
  readonly report: QuantizationReport;
}

/**
 * Quantizes a float model: prepare → calibrate → plan → rewrite → verify. The argument is left as it was; inputs and
 * outputs keep their names, order and float32 type.
 * @throws CodedError with a `QuantizerErrorCode`, or the runtime's own
 */
export async function quantize(
  original: Model,
  options: QuantizeOptions,
): Promise<QuantizationResult> {
  const { scheme, runtime, proofRuntime = runtime, onProgress, targetRuntime = '2.9' } = options;
  const recipe = recipeOf(scheme);
  refuseQuantized(original, recipe.rules);
  const { model: prepared } = cloneModel(original);
  const preparation = prepareModel(prepared);
  const chosen = await chooseCandidate(prepared, recipe.rules, options);
  const { model, file, plan } = chosen.candidate;

  onProgress?.({ step: 'verify' });
  verifyStructure(model, targetRuntime);
  if (proofRuntime !== undefined) await verifyInRuntime(file, proofRuntime);
  const operators = operatorOutcomes(prepared, plan);
  return {
    model,
    report: {
      scheme: recipe.name,
      targetRuntime,
      preparation,
      calibrationSamples: chosen.samples,
      ...(chosen.search && { rangeSearch: chosen.search }),
      operators,
      leftFloat: leftFloat(operators),
      tensors: tensorOutcomes(chosen.ranges, plan),
      sizeBytes: { before: writeModel(original).byteLength, after: file.byteLength },
      weightBytes: { before: weightBytes(original), after: weightBytes(model) },
      warnings: [
        ...(typeof scheme === 'string' ? [] : ruleWarnings(scheme, prepared)),
        ...warningsFor(operators, recipe, chosen.samples),
      ],
    },
  };
}
