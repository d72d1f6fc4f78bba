import { cloneModel, sizeBreakdown, weightBytes, writeModel, type Model } from '@flotilla/tflite';
import { refuseQuantized } from './already-quantized';
import { prepareModel } from './prepare/prepare-model';
import { recipeFor } from './recipe/recipe';
import type { QuantizeOptions } from './quantize-options';
import { compressedBytes } from './report/compressed-size';
import { computation } from './report/computation';
import { delegateOutcomes } from './report/delegates/delegate-outcomes';
import { floatIslands } from './report/float-islands';
import { leftFloat, operatorOutcomes } from './report/operator-outcomes';
import type { QuantizationReport } from './report/quantization-report';
import { tensorOutcomes } from './report/tensor-outcomes';
import { proofWarnings, warningsFor } from './report/warnings';
import { chooseCandidate } from './search/choose-candidate';
import { checkRuntimes } from './verify/check-runtimes';
import { prove } from './verify/prove';
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
  refuseQuantized(original, scheme);
  const { model: prepared } = cloneModel(original);
  const preparation = prepareModel(prepared);
  const chosen = await chooseCandidate(prepared, recipeFor(scheme), options);
  const { model, file, plan } = chosen.candidate;

  onProgress?.({ step: 'verify' });
  verifyStructure(model, targetRuntime);
  const runtimes = await checkRuntimes(file, proofRuntime, options.otherRuntimes ?? []);
  const proof = await prove(
    { original, prepared, result: model },
    {
      ...options,
      ...(options.proofData && { calibration: options.proofData }),
      onSample: (samples) => onProgress?.({ step: 'prove', samples }),
    },
  );
  const given = writeModel(original);
  const operators = operatorOutcomes(prepared, plan);
  return {
    model,
    report: {
      version: 1,
      scheme,
      targetRuntime,
      preparation,
      calibrationSamples: chosen.samples,
      ...(chosen.search && { rangeSearch: chosen.search }),
      operators,
      leftFloat: leftFloat(operators),
      tensors: tensorOutcomes(chosen.ranges, plan),
      sizeBytes: { before: given.byteLength, after: file.byteLength },
      weightBytes: { before: weightBytes(original), after: weightBytes(model) },
      compressedBytes: { before: compressedBytes(given), after: compressedBytes(file) },
      sizeBreakdown: sizeBreakdown(model, file.byteLength),
      computation: computation(operators),
      floatIslands: floatIslands(model),
      delegates: delegateOutcomes(model, targetRuntime),
      runtimes,
      proof,
      warnings: [
        ...warningsFor(operators, scheme, chosen.samples),
        ...proofWarnings(proof, runtimes),
      ],
    },
  };
}
