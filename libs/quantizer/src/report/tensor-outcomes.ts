import type { Tensor } from '@flotilla/tflite';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import type { Range } from '../numerics/range';
import type { Operand, Plan } from '../plan/plan';
import type { TensorOutcome } from './quantization-report';

/** To be called before the model is rewritten, like `operatorOutcomes`. */
export function tensorOutcomes(ranges: ReadonlyMap<Tensor, Range>, plan: Plan): TensorOutcome[] {
  const known = parametersIn(plan);
  return [...ranges].map(([tensor, { min, max }]): TensorOutcome => {
    const parameters = known.get(tensor);
    const [scale, zeroPoint] = [parameters?.scale[0], parameters?.zeroPoint[0]];
    return {
      name: tensor.name,
      type: parameters?.type ?? tensor.type,
      min,
      max,
      ...(scale !== undefined && zeroPoint !== undefined && { scale, zeroPoint }),
    };
  });
}

/** What each activation's producer writes, or, for one that stays float, what its readers quantize it to. */
function parametersIn(plan: Plan): Map<Tensor, QuantizationParameters> {
  const parameters = new Map<Tensor, QuantizationParameters>();
  const record = (tensor: Tensor | null | undefined, operand: Operand | undefined): void => {
    if (!tensor || operand?.kind !== 'activation' || parameters.has(tensor)) return;
    parameters.set(tensor, operand.parameters);
  };
  for (const [operator, planned] of plan.operators) {
    operator.outputs.forEach((tensor, position) => {
      record(tensor, planned.outputs[position]);
    });
  }
  for (const [operator, planned] of plan.operators) {
    operator.inputs.forEach((tensor, position) => {
      record(tensor, planned.inputs[position]);
    });
  }
  return parameters;
}
