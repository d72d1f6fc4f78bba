import type { Invocation, Runtime } from '@flotilla/evaluation';
import { cloneModel, weightBytes, writeModel, type Model, type Tensor } from '@flotilla/tflite';
import { alreadyFloat16, alreadyQuantized } from './already-quantized';
import type { Range } from './arithmetic/range';
import { calibrate, type Calibration } from './calibrate/calibrate';
import { quantizerError } from './errors';
import type { TargetRuntime } from './operator-rules/operator-rule';
import type { Plan } from './plan/plan';
import { planModel } from './plan/plan-model';
import { prepareModel } from './prepare/prepare-model';
import { recipeFor, type Recipe } from './recipe/recipe';
import type { Scheme } from './recipe/scheme';
import { leftFloat, operatorOutcomes } from './report/operator-outcomes';
import type { QuantizationReport } from './report/quantization-report';
import { tensorOutcomes } from './report/tensor-outcomes';
import { warningsFor } from './report/warnings';
import { rewriteModel } from './rewrite/rewrites';
import { verifyInRuntime } from './verify/verify-in-runtime';
import { verifyStructure } from './verify/verify-structure';

export interface QuantizeOptions {
  readonly scheme: Scheme;
  /** Representative inputs, in the batch that the model's file has; needed by `int8`. Read once. */
  readonly calibration?: AsyncIterable<Invocation> | Iterable<Invocation>;
  /** Calibrates, and proves that the result loads and runs; without it (not with `int8`) only structure is proven. */
  readonly runtime?: Runtime;
  /** Threads for calibration. Default 1. */
  readonly threads?: number;
  readonly onProgress?: (progress: QuantizationProgress) => void;
}

export interface QuantizationProgress {
  readonly step: 'calibrate' | 'plan' | 'rewrite' | 'verify';
  /** Samples read so far, while calibrating. */
  readonly samples?: number;
}

export interface QuantizationResult {
  readonly model: Model;
  readonly report: QuantizationReport;
}

const TARGET_RUNTIME: TargetRuntime = '2.9';

/**
 * Quantizes a float model: prepare → calibrate → plan → rewrite → verify. The argument is left as it was; inputs and
 * outputs keep their names, order and float32 type.
 * @throws CodedError with a `QuantizerErrorCode`, or the runtime's own
 */
export async function quantize(
  original: Model,
  options: QuantizeOptions,
): Promise<QuantizationResult> {
  const { scheme, runtime, onProgress } = options;
  refuseQuantized(original, scheme);
  const { model } = cloneModel(original);
  const preparation = prepareModel(model);
  const recipe = recipeFor(scheme);
  const { ranges, samples } = await calibrateFor(recipe, model, options);

  onProgress?.({ step: 'plan' });
  const plan = planModel(model, { recipe, runtime: TARGET_RUNTIME, ranges });
  const findings = findingsOf(model, plan, ranges);

  onProgress?.({ step: 'rewrite' });
  rewriteModel(model, plan);

  onProgress?.({ step: 'verify' });
  verifyStructure(model, TARGET_RUNTIME);
  const file = writeModel(model);
  if (runtime !== undefined) await verifyInRuntime(file, runtime);
  return {
    model,
    report: {
      scheme,
      targetRuntime: TARGET_RUNTIME,
      preparation,
      calibrationSamples: samples,
      ...findings,
      sizeBytes: { before: writeModel(original).byteLength, after: file.byteLength },
      weightBytes: { before: weightBytes(original), after: weightBytes(model) },
      warnings: warningsFor(findings.operators, scheme, samples),
    },
  };
}

function refuseQuantized(model: Model, scheme: Scheme): void {
  if (alreadyQuantized(model)) {
    throw quantizerError(
      'ALREADY_QUANTIZED',
      'The model is already quantized: some integer tensor has a scale; give the float model it was made from',
    );
  }
  if (scheme === 'float16' && alreadyFloat16(model)) {
    throw quantizerError(
      'ALREADY_QUANTIZED',
      'The model already stores its constants in float16; there is nothing left to halve',
    );
  }
}

function calibrateFor(
  recipe: Recipe,
  model: Model,
  { calibration, runtime, threads, onProgress }: QuantizeOptions,
): Promise<Calibration> {
  if (recipe.every((rule) => rule.scheme !== 'int8')) {
    return Promise.resolve({ ranges: new Map(), samples: 0 });
  }
  if (calibration === undefined) {
    throw quantizerError(
      'CALIBRATION_REQUIRED',
      'Activations cannot be quantized to int8 without calibration data; give some hundred typical inputs',
    );
  }
  if (runtime === undefined) throw new TypeError('int8 needs a runtime to calibrate with');
  return calibrate(model, {
    runtime,
    invocations: calibration,
    threads: threads ?? 1,
    onSample: (samples) => onProgress?.({ step: 'calibrate', samples }),
  });
}

/** What the report says of the graph while it still bears its own names. */
function findingsOf(
  model: Model,
  plan: Plan,
  ranges: ReadonlyMap<Tensor, Range>,
): Pick<QuantizationReport, 'operators' | 'leftFloat' | 'tensors'> {
  const operators = operatorOutcomes(model, plan);
  return { operators, leftFloat: leftFloat(operators), tensors: tensorOutcomes(ranges, plan) };
}
