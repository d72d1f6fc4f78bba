import { quantizeValues } from '../numerics/quantize-values';
import { weightParameters } from '../numerics/weight-parameters';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import type { WeightMethod, WeightRequest } from './weight-method';

/** Scales that just hold the largest weight, each weight rounded to the nearest step. */
export const nearest: WeightMethod = (request) => {
  const parameters = fittingParameters(request);
  return { parameters, values: quantizeValues(request.values, parameters, request.channels) };
};

/** Scales that just hold the largest weight, and as large as biases ask for. */
export function fittingParameters(request: WeightRequest): QuantizationParameters {
  const { values, channels, axis, type, blockSize, minimumScale } = request;
  const fitting = weightParameters(values, channels, axis, type);
  return {
    ...fitting,
    scale: fitting.scale.map((scale, channel) => Math.max(scale, minimumScale?.[channel] ?? 0)),
    ...(blockSize !== undefined && { blockSize }),
  };
}
