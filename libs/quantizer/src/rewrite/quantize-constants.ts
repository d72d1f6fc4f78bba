import { isFloatConstant, type Tensor } from '@flotilla/tflite';
import { encodingKey } from '../arithmetic/encoding';
import type { OperandRole } from '../plan/plan';
import { quantizedConstant } from './quantized-tensor';
import type { RewriteContext } from './rewrite';

/**
 * Puts the integer constant in the place of each float constant that its operator reads in this role. Operators that
 * shared a constant and read it alike share the new one; the float one stays for whoever still reads it.
 */
export function quantizeConstants(context: RewriteContext, role: OperandRole): number {
  const made = new Map<Tensor, Map<string, Tensor>>();
  let changes = 0;
  for (const operator of context.subgraph.operators) {
    context.plan.operators.get(operator)?.inputs.forEach((operand, position) => {
      const tensor = operator.inputs[position];
      if (operand.kind !== 'quantized' || operand.role !== role) return;
      if (!isFloatConstant(tensor)) return;
      const variants = made.get(tensor) ?? new Map<string, Tensor>();
      const key = encodingKey(operand.encoding);
      const constant = variants.get(key) ?? quantizedConstant(tensor, operand.encoding);
      if (!variants.has(key)) context.subgraph.tensors.push(constant);
      made.set(tensor, variants.set(key, constant));
      operator.inputs[position] = constant;
      changes += 1;
    });
  }
  return changes;
}
