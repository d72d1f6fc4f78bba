import type { Tensor } from '@flotilla/tflite';
import type { AffineEncoding } from '../arithmetic/encoding';
import type { Range } from '../arithmetic/range';
import type { Operand, Plan } from '../plan/plan';
import type { TensorOutcome } from './quantization-report';

/** To be called before the model is rewritten, like `operatorOutcomes`. */
export function tensorOutcomes(ranges: ReadonlyMap<Tensor, Range>, plan: Plan): TensorOutcome[] {
  const encodings = encodingsIn(plan);
  return [...ranges].map(([tensor, { min, max }]): TensorOutcome => {
    const encoding = encodings.get(tensor);
    const [scale, zeroPoint] = [encoding?.scale[0], encoding?.zeroPoint[0]];
    return {
      name: tensor.name,
      type: encoding?.type ?? tensor.type,
      min,
      max,
      ...(scale !== undefined && zeroPoint !== undefined && { scale, zeroPoint }),
    };
  });
}

/** What each activation's producer writes, or, for one that stays float, what its readers quantize it to. */
function encodingsIn(plan: Plan): Map<Tensor, AffineEncoding> {
  const encodings = new Map<Tensor, AffineEncoding>();
  const record = (tensor: Tensor | null | undefined, operand: Operand | undefined): void => {
    if (!tensor || operand?.kind !== 'quantized' || encodings.has(tensor)) return;
    encodings.set(tensor, operand.encoding);
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
  return encodings;
}
