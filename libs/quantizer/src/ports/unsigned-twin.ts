import type { Tensor } from '@flotilla/tflite';

/** From INT8 to UINT8 with the same real values. */
const OFFSET = 128n;

/** The tensor that holds the reals of an INT8 one in UINT8. */
export function unsignedTwin(tensor: Tensor): Tensor {
  const { quantization } = tensor;
  if (tensor.type !== 'INT8' || quantization === undefined) {
    throw new TypeError(`${tensor.name} is no quantized INT8 tensor`);
  }
  const zeroPoint = quantization.zeroPoint.map((value) => value + OFFSET);
  return { ...tensor, type: 'UINT8', quantization: { ...quantization, zeroPoint } };
}
