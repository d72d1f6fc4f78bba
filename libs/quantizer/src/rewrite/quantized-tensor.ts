import { floatData, type Quantization, type Tensor } from '@flotilla/tflite';
import { channelsAlong } from '../arithmetic/channels';
import type { AffineEncoding } from '../arithmetic/encoding';
import { quantizeValues } from '../arithmetic/quantize-values';

/** An int8 tensor of the same shape. */
export function quantizedActivation(tensor: Tensor, encoding: AffineEncoding): Tensor {
  return {
    ...tensor,
    name: `${tensor.name}_${encoding.type.toLowerCase()}`,
    type: encoding.type,
    quantization: quantizationOf(encoding),
  };
}

/** A float32 constant's values in an integer encoding, in a tensor and buffer of their own. */
export function quantizedConstant(tensor: Tensor, encoding: AffineEncoding): Tensor {
  const channels =
    encoding.scale.length > 1 ? channelsAlong(tensor.shape, encoding.axis) : undefined;
  const data = quantizeValues(floatData(tensor), encoding, channels);
  return { ...quantizedActivation(tensor, encoding), name: tensor.name, buffer: { data } };
}

/** Without min and max: no kernel reads them, and in small files they weigh more than the weights. */
function quantizationOf(encoding: AffineEncoding): Quantization {
  return {
    min: [],
    max: [],
    scale: [...encoding.scale],
    zeroPoint: encoding.zeroPoint.map(BigInt),
    quantizedDimension: encoding.axis,
  };
}
