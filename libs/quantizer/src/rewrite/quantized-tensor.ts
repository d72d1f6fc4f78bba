import {
  elementCount,
  floatData,
  makeTensor,
  toHalves,
  type Quantization,
  type Tensor,
} from '@flotilla/tflite';

import type { QuantizationParameters } from '../numerics/quantization-parameters';
import { quantizeValues, storedBytes } from '../numerics/quantize-values';
import type { QuantizedConstant } from '../numerics/quantized-constant';

/** An integer tensor of the same shape. */
export function quantizedActivation(tensor: Tensor, parameters: QuantizationParameters): Tensor {
  return {
    ...tensor,
    name: `${tensor.name}_${parameters.type.toLowerCase()}`,
    type: parameters.type,
    quantization: quantizationOf(parameters),
  };
}

/** A float32 constant that is read as an activation: rounded to nearest, in a buffer of its own. */
export function roundedConstant(tensor: Tensor, parameters: QuantizationParameters): Tensor {
  return quantizedConstant(tensor, {
    parameters,
    values: quantizeValues(floatData(tensor), parameters),
  });
}

/** The integers that stand for a float32 constant, in a tensor and buffer of their own. */
export function quantizedConstant(
  tensor: Tensor,
  { parameters, values }: QuantizedConstant,
): Tensor {
  const { type, blockSize } = parameters;
  const data = storedBytes(values, type);
  const quantization =
    blockSize === undefined ? quantizationOf(parameters) : blockwise(tensor, parameters, blockSize);
  return { ...tensor, type, quantization, buffer: { data } };
}

/** Without min and max: no kernel reads them, and in small files they weigh more than the weights. */
function quantizationOf(parameters: QuantizationParameters): Quantization {
  return {
    min: [],
    max: [],
    scale: [...parameters.scale],
    zeroPoint: parameters.zeroPoint.map(BigInt),
    quantizedDimension: parameters.axis,
  };
}

/** Scales in a float16 tensor of their own, rows × blocks, which the kernels read. */
function blockwise(
  { name, shape }: Tensor,
  { scale, axis }: QuantizationParameters,
  blockSize: number,
): Quantization {
  const rows = elementCount(shape.slice(0, -1));
  const scales = makeTensor({
    name: `${name}_scales`,
    type: 'FLOAT16',
    shape: [rows, scale.length / rows],
    buffer: { data: toHalves(Float32Array.from(scale)) },
  });
  return {
    min: [],
    max: [],
    scale: [],
    zeroPoint: [],
    quantizedDimension: axis,
    blockwise: { scales, blockSize },
  };
}

/** Whether two tensors hold the same integers under the same parameters. */
export function isSameConstant(left: Tensor, right: Tensor): boolean {
  const [one, other] = [left, right].map(({ buffer }) => buffer?.data ?? new Uint8Array());
  return (
    left.type === right.type &&
    left.quantization?.scale.join() === right.quantization?.scale.join() &&
    left.quantization?.zeroPoint.join() === right.quantization?.zeroPoint.join() &&
    scalesOf(left) === scalesOf(right) &&
    one !== undefined &&
    one.byteLength === other?.byteLength &&
    one.every((byte, index) => byte === other[index])
  );
}

function scalesOf({ quantization }: Tensor): string {
  return quantization?.blockwise?.scales.buffer?.data.join() ?? '';
}
