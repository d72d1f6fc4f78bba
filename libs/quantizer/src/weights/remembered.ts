import type { Operator } from '@flotilla/tflite';
import { parametersKey } from '../numerics/quantization-parameters';
import { fittingParameters } from './nearest';
import type { QuantizedWeights, WeightMethod } from './weight-method';

/** Candidates differ in their ranges: weights with the same scales are rounded once. */
export function remembered(method: WeightMethod): WeightMethod {
  const known = new Map<Operator, Map<string, QuantizedWeights>>();
  return (request) => {
    const { operator } = request;
    const key = parametersKey(fittingParameters(request));
    const results = known.get(operator) ?? new Map<string, QuantizedWeights>();
    const result = results.get(key) ?? method(request);
    known.set(operator, results.set(key, result));
    return result;
  };
}
