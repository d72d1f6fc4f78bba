import type { TensorType } from '@flotilla/tflite';
import type { ObstacleCode } from '../plan/plan';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { Preparation } from '../prepare/prepare-model';
import type { OperatorScheme, Scheme } from '../recipe/scheme';

/** What was done to a model and why; plain data that survives JSON. */
export interface QuantizationReport {
  readonly scheme: Scheme;
  readonly targetRuntime: TargetRuntime;
  /** What was done to the float model first: how often each rewrite was applied. */
  readonly preparation: Preparation;
  /** Samples that calibration read; 0 when the scheme needs none. */
  readonly calibrationSamples: number;
  /** The ways of making activation ranges that were tried, judged on held-out samples. */
  readonly rangeSearch?: {
    readonly chosen: string;
    /** With their signal-to-noise ratio over all outputs, in dB; without where there were no held-out samples. */
    readonly tried: readonly { readonly method: string; readonly scoreDb?: number }[];
  };
  /** Every operator of the prepared model, in execution order. */
  readonly operators: readonly OperatorOutcome[];
  /** The operators that the scheme speaks of and that stay float, with the reason. */
  readonly leftFloat: readonly LeftFloat[];
  /** The calibrated activations. */
  readonly tensors: readonly TensorOutcome[];
  /** Bytes of the whole file. */
  readonly sizeBytes: Change;
  /** Bytes of constants: weights, biases, shapes. */
  readonly weightBytes: Change;
  readonly warnings: readonly QuantizationWarning[];
}

export interface OperatorOutcome {
  readonly subgraph: number;
  readonly index: number;
  /** Builtin name, or the custom operator's own. */
  readonly operator: string;
  /** Name of its first output. */
  readonly output: string;
  readonly scheme: OperatorScheme;
  readonly version: number;
  readonly reasonCode?: ObstacleCode;
  readonly reason?: string;
}

export interface TensorOutcome {
  readonly name: string;
  readonly type: TensorType;
  readonly min: number;
  readonly max: number;
  readonly scale?: number;
  readonly zeroPoint?: number;
}

export interface Change {
  readonly before: number;
  readonly after: number;
}

export interface QuantizationWarning {
  readonly code: 'FLOAT16_OVERFLOW' | 'NON_FINITE_CONSTANT' | 'NOTHING_QUANTIZED' | 'FEW_SAMPLES';
  readonly message: string;
}

export interface LeftFloat {
  readonly operator: string;
  /** Name of its first output. */
  readonly output: string;
  readonly reason: string;
}
