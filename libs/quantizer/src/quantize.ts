import type { Runtime } from '@flotilla/evaluation';
import { cloneModel, weightBytes, writeModel, type Model } from '@flotilla/tflite';
import { refuseQuantized } from './already-quantized';
import type { CalibrationData } from './calibrate/samples';
import type { Effort } from './effort';
import { prepareModel } from './prepare/prepare-model';
import type { TargetRuntime } from './operator-rules/operator-rule';
import { recipeFor } from './recipe/recipe';
import type { Scheme } from './recipe/scheme';
import { leftFloat, operatorOutcomes } from './report/operator-outcomes';
import type { QuantizationReport } from './report/quantization-report';
import { tensorOutcomes } from './report/tensor-outcomes';
import { warningsFor } from './report/warnings';
import { chooseCandidate } from './search/choose-candidate';
import { verifyInRuntime } from './verify/verify-in-runtime';
import { verifyStructure } from './verify/verify-structure';

export interface QuantizeOptions {
  readonly scheme: Scheme;
  /** The runtime whose kernels and versions the result is made for. Default 2.9. */
  readonly targetRuntime?: TargetRuntime;
  /** Default `balanced`. */
  readonly effort?: Effort;
  /**
   * Representative inputs, in the batch that the model's file has. Needed by `int8` and `16x8`; the other schemes
   * round weights better with it.
   */
  readonly calibration?: CalibrationData;
  /** Calibrates, and proves that the result loads and runs; without it only structure is proven. */
  readonly runtime?: Runtime;
  /** Proves in the place of `runtime`, where that is not the target runtime. */
  readonly proofRuntime?: Runtime;
  /** Threads for calibration. Default 1. */
  readonly threads?: number;
  readonly onProgress?: (progress: QuantizationProgress) => void;
}

export interface QuantizationProgress {
  readonly step: 'equalize' | 'calibrate' | 'plan' | 'verify';
  /** Samples read so far, while calibrating. */
  readonly samples?: number;
}

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
  if (proofRuntime !== undefined) await verifyInRuntime(file, proofRuntime);
  const operators = operatorOutcomes(prepared, plan);
  return {
    model,
    report: {
      scheme,
      targetRuntime,
      preparation,
      calibrationSamples: chosen.samples,
      ...(chosen.search && { rangeSearch: chosen.search }),
      operators,
      leftFloat: leftFloat(operators),
      tensors: tensorOutcomes(chosen.ranges, plan),
      sizeBytes: { before: writeModel(original).byteLength, after: file.byteLength },
      weightBytes: { before: weightBytes(original), after: weightBytes(model) },
      warnings: warningsFor(operators, scheme, chosen.samples),
    },
  };
}
