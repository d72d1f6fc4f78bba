import { CodedError } from '@flotilla/foundation';
import type { TensorSpec } from '@flotilla/evaluation';
import { bitsPerElement, elementCount, type Tensor } from '@flotilla/tflite';
import type { RuntimeErrorCode } from '../../errors';

/**
 * What the file says of an input or output.
 * @throws CodedError `MODEL_UNSUPPORTED` where LiteRT for the web makes no buffer for it: elements without a fixed size
 * (strings, resources), complex128, no elements
 */
export function describeTensor({ name, type, shape, quantization }: Tensor): TensorSpec {
  const bits = bitsPerElement(type);
  const byteLength = Math.ceil((elementCount(shape) * (bits ?? 0)) / 8);
  if (byteLength === 0 || type === 'COMPLEX128') {
    throw new CodedError<RuntimeErrorCode>(
      'MODEL_UNSUPPORTED',
      `LiteRT for the web cannot pass input or output ${JSON.stringify(name)} of type ${type} and shape (${shape.join(', ')})`,
    );
  }
  const [scale, ...moreScales] = quantization?.scale ?? [];
  const isPerTensor = scale !== undefined && scale !== 0 && moreScales.length === 0;
  return {
    name,
    type,
    shape: [...shape],
    byteLength,
    ...(isPerTensor && {
      quantization: { scale, zeroPoint: Number(quantization?.zeroPoint[0] ?? 0n) },
    }),
  };
}
