import { elementCount } from '@flotilla/tflite';
import type { Evaluator } from './evaluator';
import { bytesOfTensor, integersOf } from './operands';

export const evaluateFill: Evaluator = (_, [dimensions, value]) => {
  const shape = integersOf(dimensions);
  if (shape === undefined || value === undefined || value.shape.length > 0) return undefined;
  const element = bytesOfTensor(value);
  const compute = (): Uint8Array => {
    const filled = new Uint8Array(elementCount(shape) * element.byteLength);
    return filled.map((_byte, at) => element[at % element.byteLength] ?? 0);
  };
  return { type: value.type, shape, compute };
};
