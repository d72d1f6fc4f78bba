import type { Operator, Tensor } from '@flotilla/tflite';
import type { Constraint, KernelFamily, OperatorRule, WeightRule } from './operator-rule';

/** The positions of the inputs that hold activations and are there. */
export function dataPositions(rule: OperatorRule, operator: Operator): readonly number[] {
  const positions =
    rule.data === 'all' ? operator.inputs.map((_, position) => position) : rule.data;
  return positions.filter((position) => (operator.inputs[position] ?? null) !== null);
}

/** The positions of the outputs that hold activations. */
export function outputPositions(rule: OperatorRule, operator: Operator): readonly number[] {
  const all = operator.outputs.map((_, position) => position);
  return rule.outputs === 'all' ? all : rule.outputs.filter((position) => position < all.length);
}

export function dataInputs(rule: OperatorRule, operator: Operator): Tensor[] {
  return dataPositions(rule, operator).flatMap((position) => operator.inputs[position] ?? []);
}

export function dataOutputs(rule: OperatorRule, operator: Operator): Tensor[] {
  return outputPositions(rule, operator).flatMap((position) => operator.outputs[position] ?? []);
}

/** The constants that float activations can meet as integers, in a hybrid kernel or behind a DEQUANTIZE. */
export function hybridWeights(rule: OperatorRule, operator: Operator): readonly WeightRule[] {
  const weights = rule.kernels.hybrid?.weights ?? (rule.weight === undefined ? [] : [rule.weight]);
  // Gates, peepholes and projections of recurrent layers may be left out.
  return weights.filter(
    ({ input }) => weights.length === 1 || (operator.inputs[input] ?? null) !== null,
  );
}

/** How a kernel of this family ties outputs to inputs. */
export function constraintOf(rule: OperatorRule, family: KernelFamily): Constraint {
  return rule.kernels[family]?.constraint ?? rule.constraint;
}
