import type { BuiltinOperator } from '@flotilla/tflite';
import type { Condition } from './condition';

/** The runtimes that a result can be planned for: TensorFlow Lite 2.9 and LiteRT 2.3. */
export const TARGET_RUNTIMES = ['2.9', '2.3'] as const;
export type TargetRuntime = (typeof TARGET_RUNTIMES)[number];

/**
 * Kernels that read other types than float.
 * - `int8`, `int16`: activations in that type, weights in int8
 * - `hybrid`: float activations that the kernel quantizes on the fly, integer weights
 */
export type KernelFamily = 'int8' | 'int16' | 'hybrid';

/** How an integer kernel ties an operator's outputs to its inputs. */
export type Constraint =
  /** The output has a scale of its own. */
  | { readonly kind: 'free' }
  /** The outputs take the first data input's scale and zero point. */
  | { readonly kind: 'same-as-input' }
  /** Every data input takes the output's scale and zero point. */
  | { readonly kind: 'same-as-output' }
  /** The kernel compares the output's parameters for exact equality. */
  | { readonly kind: 'fixed'; readonly scale: number; readonly zeroPoint: number };

export interface WeightRule {
  readonly input: number;
  /** The axis of output channels, along which per-channel scales run; negative ones count from the last. */
  readonly axis: number;
}

export interface KernelVersion {
  readonly when?: Condition;
  readonly version: number;
}

/** One family of kernels of an operator. */
export interface KernelRule {
  /** The first entry whose condition holds gives the version to write. */
  readonly versions: readonly KernelVersion[];
  /** Default: the operator's own constraint. */
  readonly constraint?: Constraint;
  /** Runtimes whose kernel takes per-channel weights; elsewhere they are quantized per tensor. */
  readonly perChannel?: readonly TargetRuntime[];
  /** Runtimes that have this kernel, where it is not all of them. */
  readonly runtimes?: readonly TargetRuntime[];
  /**
   * The kernel ends the process unless the output's scale is larger than `factor` times the larger input scale to the
   * `power` (`QuantizeMultiplierSmallerThanOneExp` in its Prepare).
   */
  readonly outputScaleAbove?: { readonly factor: number; readonly power: 1 | 2 };
  /** Likewise unless it is smaller than this: shifted, it would be no finite float. */
  readonly outputScaleBelow?: number;
  /** Unless every input's scale is smaller than this, the kernel ends the process (2.9) or saturates without a word (2.3). */
  readonly inputScaleBelow?: number;
  /** The kernel reads zero points as 0. */
  readonly symmetric?: boolean;
  /** What a hybrid kernel reads as integers, all of it or nothing. Default: the rule's own weights. */
  readonly weights?: readonly WeightRule[];
  /** Forms of the operator that this kernel does not take. */
  readonly refuses?: readonly Refusal[];
  /** The operator's options choose whether inputs are quantized on the fly with a zero point. */
  readonly asymmetricInputs?: 'by-option';
}

/** A form that a kernel refuses, or computes wrongly. */
export interface Refusal {
  readonly when: Condition;
  readonly reason: string;
}

/** A kernel that is there and is not used, and why. */
export interface Limit {
  readonly families: readonly KernelFamily[];
  readonly reason: string;
}

export interface OperatorRule {
  readonly code: BuiltinOperator;
  readonly constraint: Constraint;
  /** Positions of the inputs that hold activations; the others (shapes, axes, paddings) are left as they are. */
  readonly data: 'all' | readonly number[];
  /** Positions of the outputs that hold activations; the others (indices, booleans) have no scale. */
  readonly outputs: 'all' | readonly number[];
  /** A positive value comes out as it went in: exactly, where input and output have the same parameters. */
  readonly passesPositive?: boolean;
  readonly weight?: WeightRule;
  /** Position of a constant of which the operator hands out rows as they are stored. */
  readonly table?: number;
  /** Position of the bias: scale s_in · s_w[c]. */
  readonly bias?: number;
  readonly kernels: Readonly<Partial<Record<KernelFamily, KernelRule>>>;
  readonly limits: readonly Limit[];
  /** The highest version of the operator that each runtime registers; 0 where it has none. */
  readonly highest: Readonly<Record<TargetRuntime, number>>;
}
