import { CodedError } from '@flotilla/foundation';
import type { TensorArray } from '../elements/array';
import type { EvaluationErrorCode } from '../errors';
import { dataLength, readNpyHeader } from './npy-header';

/**
 * Reads a `.npy` file. Takes no memory beyond the file's: the elements are a view of it.
 * @throws CodedError `NPY_INVALID`, `NPY_UNSUPPORTED`
 */
export function readNpy(file: Uint8Array): TensorArray {
  const header = readNpyHeader(file);
  const wanted = dataLength(header);
  const present = file.byteLength - header.dataOffset;
  if (present !== wanted) {
    throw new CodedError<EvaluationErrorCode>(
      'NPY_INVALID',
      `The .npy file says ${header.type} (${header.shape.join(', ')}), which is ${wanted} bytes, and holds ${present}; it is ${present < wanted ? 'cut off' : 'longer than it says'}`,
    );
  }
  return { type: header.type, shape: header.shape, bytes: file.subarray(header.dataOffset) };
}
