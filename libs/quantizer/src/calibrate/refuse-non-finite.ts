import type { Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { indexOfNonFinite } from '../numerics/range';

/**
 * @param values of one tensor in one sample, one of them not finite
 * @throws CodedError `NON_FINITE_CALIBRATION` naming the tensor: one NaN or infinity would spoil its scale
 */
export function refuseNonFinite(tensor: Tensor, values: Float32Array, sample: number): never {
  const index = indexOfNonFinite(values);
  throw quantizerError(
    'NON_FINITE_CALIBRATION',
    `Tensor ${tensor.name} is ${values[index]} at element ${index} of calibration sample ${sample}; ` +
      'leave the sample out or mend the model',
  );
}
