import type { SizeBreakdown, TensorType } from '@flotilla/tflite';
import type { ObstacleCode } from '../plan/plan';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { Preparation } from '../prepare/prepare-model';
import type { OperatorScheme } from '../recipe/scheme';
import type { RepresentativenessWarning } from '../representative/warning';
import type { TargetOutcome } from '../target/target-outcome';
import type { RuntimeCheck } from '../verify/check-runtimes';
import type { Proof } from '../verify/proof';
import type { Computation } from './computation';
import type { DelegateOutcome } from '../delegates/delegate-outcomes';
import type { FloatIsland } from './float-islands';

/** What was done to a model and why; plain data that survives JSON. */
export interface QuantizationReport {
  /** Of the report's form: `reportSchema` describes it. */
  readonly version: 1;
  /** The scheme, or the name of the recipe. */
  readonly scheme: string;
  readonly targetRuntime: TargetRuntime;
  /** What goes in and comes out of the result's main graph. */
  readonly ports: PortOutcomes;
  /** What was done to the float model first: how often each rewrite was applied. */
  readonly preparation: Preparation;
  /** Samples that calibration read; 0 when the scheme needs none. */
  readonly calibrationSamples: number;
  /** What was tried, judged on held-out samples. */
  readonly search?: {
    readonly chosen: string;
    /** With their signal-to-noise ratio over all outputs, in dB; without where there were no held-out samples. */
    readonly tried: readonly { readonly method: string; readonly scoreDb?: number }[];
  };
  /** What became of an accuracy that was asked for, where one was. */
  readonly target?: TargetOutcome;
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
  /** Bytes of the whole file under gzip; `null` for a file too large to try. */
  readonly compressedBytes: { readonly before: number | null; readonly after: number | null };
  /** What the result's bytes are. */
  readonly sizeBreakdown: SizeBreakdown;
  readonly computation: Computation;
  readonly floatIslands: readonly FloatIsland[];
  /** What delegates are expected to take of the result. */
  readonly delegates: readonly DelegateOutcome[];
  /** The runtimes that the result was loaded and run in. */
  readonly runtimes: readonly RuntimeCheck[];
  readonly proof: Proof;
  /** The calibration artifact that the result can be rebuilt from, where one was asked for. */
  readonly artifact?: {
    /** The sha-256 of its bytes, in hex. */
    readonly address: string;
    readonly sizeBytes: number;
  };
  readonly warnings: readonly QuantizationWarning[];
}

export interface PortOutcomes {
  readonly inputs: readonly PortOutcome[];
  readonly outputs: readonly PortOutcome[];
}

export interface PortOutcome {
  readonly name: string;
  readonly type: TensorType;
  /** −1: open. */
  readonly shape: readonly number[];
  /** Of integers that stand for reals. */
  readonly scale?: number;
  readonly zeroPoint?: number;
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
  /** Of one inference. */
  readonly multiplyAdds: number;
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
  readonly code:
    | RepresentativenessWarning['code']
    | 'FLOAT16_OVERFLOW'
    | 'NON_FINITE_CONSTANT'
    | 'NOTHING_QUANTIZED'
    | 'FEW_SAMPLES'
    | 'RUNTIME_REFUSED'
    | 'NON_FINITE_OUTPUT'
    /** A rule of a recipe speaks of no operator of the model. */
    | 'RULE_WITHOUT_OPERATORS'
    /** A signature whose operators stay float for want of data. */
    | 'SIGNATURE_NOT_CALIBRATED'
    /** Weights of several graphs, for which less is done than the effort asks for. */
    | 'SHARED_WEIGHTS'
    /** The model was quantized already and is handed out as it came. */
    | 'KEPT_QUANTIZED';
  readonly message: string;
}

export interface LeftFloat {
  readonly operator: string;
  /** Name of its first output. */
  readonly output: string;
  readonly reason: string;
  readonly multiplyAdds: number;
}
