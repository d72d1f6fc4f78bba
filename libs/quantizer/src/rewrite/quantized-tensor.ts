import { floatData, type Quantization, type Tensor } from '@flotilla/tflite';
import { channelsAlong } from '../numerics/channels';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import { quantizeValues } from '../numerics/quantize-values';

/** An int8 tensor of the same shape. */
export function quantizedActivation(tensor: Tensor, parameters: QuantizationParameters): Tensor {
  return {
    ...tensor,
    name: `${tensor.name}_${parameters.type.toLowerCase()}`,
    type: parameters.type,
    quantization: quantizationOf(parameters),
  };
}

/** A float32 constant's values in an integer parameters, in a tensor and buffer of their own. */
export function quantizedConstant(tensor: Tensor, parameters: QuantizationParameters): Tensor {
  const channels =
    parameters.scale.length > 1 ? channelsAlong(tensor.shape, parameters.axis) : undefined;
  const data = quantizeValues(floatData(tensor), parameters, channels);
  return { ...quantizedActivation(tensor, parameters), name: tensor.name, buffer: { data } };
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
