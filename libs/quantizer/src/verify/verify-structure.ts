import type { Model } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import { checkOperator } from './check-operator';
import { checkOrder } from './check-order';
import { checkQuantization } from './check-quantization';

/**
 * Holds the result against the rules of its operators, independently of the plan that made it.
 * @throws CodedError `VERIFICATION_FAILED` with every fault
 */
export function verifyStructure(model: Model, runtime: TargetRuntime): void {
  const faults = model.subgraphs.flatMap((subgraph) => [
    ...checkOrder(subgraph),
    ...subgraph.tensors.flatMap(checkQuantization),
    ...subgraph.operators.flatMap((operator) => checkOperator(operator, runtime)),
  ]);
  if (faults.length === 0) return;
  throw quantizerError(
    'VERIFICATION_FAILED',
    `The quantized model breaks ${faults.length} rules of its operators: ${faults.join('; ')}`,
  );
}
