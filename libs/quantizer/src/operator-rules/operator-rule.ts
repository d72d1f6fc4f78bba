import type { BuiltinOperator } from '@flotilla/tflite';
import type { Condition } from './condition';

/** The runtimes that a result can be planned for. */
export type TargetRuntime = '2.9';

/** How an integer kernel ties an operator's output to its inputs. */
export type Constraint =
  /** The output has a scale of its own. */
  | { readonly kind: 'free' }
  /** The output takes its first data input's scale and zero point. */
  | { readonly kind: 'same-as-input' }
  /** Every data input takes the output's scale and zero point. */
  | { readonly kind: 'same-as-output' }
  /** The kernel compares the output's parameters for exact equality. */
  | { readonly kind: 'fixed'; readonly scale: number; readonly zeroPoint: number };

export interface WeightRule {
  readonly input: number;
  /** The axis of output channels, along which per-channel scales run. */
  readonly axis: number;
}

export interface KernelVersion {
  readonly when?: Condition;
  readonly version: number;
  /** The TensorFlow release whose runtime takes it first. */
  readonly since: string;
}

/** A kernel family of an operator: which versions say so, and where weights may have a scale for each channel. */
export interface KernelRule {
  /** The first entry whose condition holds gives the version to write. */
  readonly versions: readonly KernelVersion[];
  /** Runtimes whose kernel takes per-channel weights; elsewhere they are quantized per tensor. */
  readonly perChannel?: readonly TargetRuntime[];
  /** The operator's options choose whether inputs are quantized on the fly with a zero point. */
  readonly asymmetricInputs?: 'by-option';
}

export interface OperatorRule {
  readonly code: BuiltinOperator;
  readonly constraint: Constraint;
  /** Positions of the inputs that hold activations; the others (shapes, axes, paddings) are left as they are. */
  readonly data: 'all' | readonly number[];
  readonly weight?: WeightRule;
  /** Position of the bias: int32, scale s_in · s_w[c]. */
  readonly bias?: number;
  readonly int8?: KernelRule;
  readonly hybrid?: KernelRule;
  /** The highest version of the operator that each runtime registers. */
  readonly highest: Readonly<Record<TargetRuntime, number>>;
}
