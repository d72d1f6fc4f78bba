import { CodedError } from '@flotilla/foundation';
import type { ByteRange, DataArray, TensorArray } from '../elements/array';
import type { EvaluationErrorCode } from '../errors';
import { dataLength, longestNpyHeaderBytes, type NpyHeader, readNpyHeader } from './npy-header';

/**
 * Reads a `.npy` file. Takes no memory beyond the file's: the elements are a view of it.
 * @throws CodedError `NPY_INVALID`, `NPY_UNSUPPORTED`
 */
export function readNpy(file: Uint8Array): TensorArray {
  const { type, shape, dataOffset } = headerOf(file);
  return { type, shape, bytes: file.subarray(dataOffset) };
}

/**
 * Reads a `.npy` file's header; its elements are read when they are asked for.
 * @throws CodedError `NPY_INVALID`, `NPY_UNSUPPORTED`
 */
export function openNpy(file: ByteRange): DataArray {
  const { type, shape, dataOffset } = headerOf(file);
  return {
    type,
    shape,
    bytes: {
      byteLength: file.byteLength - dataOffset,
      subarray: (start, end) => file.subarray(dataOffset + start, dataOffset + end),
    },
  };
}

function headerOf(file: ByteRange): NpyHeader {
  const header = readNpyHeader(file.subarray(0, Math.min(file.byteLength, longestNpyHeaderBytes)));
  const wanted = dataLength(header);
  const present = file.byteLength - header.dataOffset;
  if (present === wanted) return header;
  throw new CodedError<EvaluationErrorCode>(
    'NPY_INVALID',
    `The .npy file says ${header.type} (${header.shape.join(', ')}), which is ${wanted} bytes, and holds ${present}; it is ${present < wanted ? 'cut off' : 'longer than it says'}`,
  );
}
