import { cloneModel, weightBytes, writeModel, type Model } from '@flotilla/tflite';
import { refuseQuantized } from './already-quantized';
import { takeFakeQuantization } from './fake-quant/take-fake-quantization';
import { prepareModel } from './prepare/prepare-model';
import { recipeFor } from './recipe/recipe';
import type { QuantizeOptions } from './quantize-options';
import { leftFloat, operatorOutcomes } from './report/operator-outcomes';
import type { QuantizationReport } from './report/quantization-report';
import { tensorOutcomes } from './report/tensor-outcomes';
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
  const { model: prepared } = cloneModel(original);
  const trained = takeFakeQuantization(prepared);
  refuseQuantized(prepared, scheme);
  const preparation = prepareModel(prepared);
  const chosen = await chooseCandidate(prepared, recipeFor(scheme), options, trained);
  const { model, file, plan } = chosen.candidate;

  onProgress?.({ step: 'verify' });
  verifyStructure(model, targetRuntime);
  if (proofRuntime !== undefined) await verifyInRuntime(file, proofRuntime);
  const operators = operatorOutcomes(prepared, plan);
  return {
    model,
    report: {
      scheme,
      targetRuntime,
      preparation: {
        ...(trained.operators > 0 && { 'take-fake-quantization': trained.operators }),
        ...preparation,
      },
      calibrationSamples: chosen.samples,
      ...(chosen.search && { rangeSearch: chosen.search }),
      operators,
      leftFloat: leftFloat(operators),
      tensors: tensorOutcomes(chosen.ranges, plan),
      sizeBytes: { before: writeModel(original).byteLength, after: file.byteLength },
      weightBytes: { before: weightBytes(original), after: weightBytes(model) },
      // Trained ranges need no samples.
      warnings: warningsFor(operators, scheme, chosen.samples).filter(
        ({ code }) => code !== 'FEW_SAMPLES' || trained.ranges.size === 0,
      ),
    },
  };
}
