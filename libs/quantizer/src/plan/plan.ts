import type { Operator } from '@flotilla/tflite';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import type { OperatorScheme } from '../recipe/scheme';

/** What an operator does with one of its tensors. */
export type Operand =
  /** Leaves it as it is: float, or an operand that is no data (a shape, an axis), or left out. */
  | { readonly kind: 'keep' }
  /** Reads or writes it in this parameters. */
  | { readonly kind: 'quantized'; readonly role: OperandRole; readonly parameters: QuantizationParameters }
  /** Reads it as float32 from a constant stored in float16. */
  | { readonly kind: 'halves' };

export type OperandRole = 'data' | 'weight' | 'bias';

export const KEEP: Operand = { kind: 'keep' };

export interface OperatorPlan {
  readonly scheme: OperatorScheme;
  readonly version: number;
  /** One for each of the operator's inputs. */
  readonly inputs: readonly Operand[];
  /** One for each of the operator's outputs. */
  readonly outputs: readonly Operand[];
  /** Sets the option by which a hybrid kernel quantizes its inputs with a zero point: finer for one-sided inputs. */
  readonly asymmetricInputs?: boolean;
  /** Why it stays float, when the recipe asked for something else. */
  readonly obstacle?: Obstacle;
}

export type ObstacleCode =
  | 'NO_KERNEL'
  | 'NO_WEIGHTS'
  | 'FEW_WEIGHTS'
  | 'NOT_CONSTANT'
  | 'NOT_FLOAT'
  | 'NO_RANGE'
  | 'NON_FINITE_CONSTANT'
  | 'FLOAT16_OVERFLOW'
  | 'VERSION_ABOVE_RUNTIME';

/** Why an operator, or one of its constants, cannot become what the recipe asks for. */
export interface Obstacle {
  readonly code: ObstacleCode;
  readonly message: string;
}

export interface Plan {
  /** Every operator of every subgraph. */
  readonly operators: ReadonlyMap<Operator, OperatorPlan>;
}
