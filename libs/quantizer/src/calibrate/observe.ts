import type { Tensor } from '@flotilla/tflite';
import { indexOfNonFinite, rangeOf, type Range } from '../arithmetic/range';
import { quantizerError } from '../errors';
import { floatsOf } from '../graph/constants';

/**
 * The range of one tensor in one sample.
 * @throws CodedError `NON_FINITE_CALIBRATION` naming the tensor: one NaN or infinity would spoil its scale
 */
export function observe(tensor: Tensor, bytes: Uint8Array, sample: number): Range {
  const values = floatsOf(bytes);
  const index = indexOfNonFinite(values);
  if (index === -1) return rangeOf(values);
  throw quantizerError(
    'NON_FINITE_CALIBRATION',
    `Tensor ${tensor.name} is ${values[index]} at element ${index} of calibration sample ${sample}; ` +
      'leave the sample out or mend the model',
  );
}
