import type { Operator } from '@flotilla/tflite';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import type { QuantizedConstant } from '../numerics/quantized-constant';
import type { OperatorScheme } from '../recipe/scheme';

/** What an operator does with one of its tensors. */
export type Operand =
  /** Leaves it as it is: float, or an operand that is no data (a shape, an axis), or left out. */
  | { readonly kind: 'keep' }
  /** Reads or writes an activation with these parameters; a constant among them is rounded to nearest. */
  | { readonly kind: 'activation'; readonly parameters: QuantizationParameters }
  /** Reads a constant as these integers. */
  | { readonly kind: 'integers'; readonly constant: QuantizedConstant }
  /** Reads it as float32 from a constant stored as these integers. */
  | { readonly kind: 'dequantized'; readonly constant: QuantizedConstant }
  /** Reads it as float32 from a constant stored in float16. */
  | { readonly kind: 'float16' };

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
  | 'LIMIT'
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
