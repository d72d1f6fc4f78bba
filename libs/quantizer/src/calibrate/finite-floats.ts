import type { Tensor } from '@flotilla/tflite';
import { indexOfNonFinite } from '../numerics/range';
import { quantizerError } from '../errors';

/**
 * The values of one tensor in one sample.
 * @throws CodedError `NON_FINITE_CALIBRATION` naming the tensor: one NaN or infinity would spoil its scale
 */
export function finiteFloats(tensor: Tensor, bytes: Uint8Array, sample: number): Float32Array {
  const values = floatsOf(bytes);
  const index = indexOfNonFinite(values);
  if (index === -1) return values;
  throw quantizerError(
    'NON_FINITE_CALIBRATION',
    `Tensor ${tensor.name} is ${values[index]} at element ${index} of calibration sample ${sample}; ` +
      'leave the sample out or mend the model',
  );
}

/** A view where alignment allows, else a copy. The host is taken to be little-endian, as TFLite's data is. */
function floatsOf(bytes: Uint8Array): Float32Array {
  // Not `slice`, which on a Node Buffer gives a view and keeps the offset.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  return new Float32Array(aligned.buffer, aligned.byteOffset, bytes.byteLength / 4);
}
