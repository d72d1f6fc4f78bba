import { constantData, elementCount, isConstant } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** STRIDED_SLICE counts a step in elements of the dimensions after it, in 32 bits. Strides that are computed are not known here. */
export const crashByStride: CrashCheck = ({ code, inputs: [input, , , strides] }) => {
  if (code !== 'STRIDED_SLICE' || !input || strides?.type !== 'INT32') return undefined;
  if (!isConstant(strides)) return undefined;
  const longest = (2 ** 31 - 1) / Math.max(1, elementCount(input.shape));
  const long = constantData(strides, 'INT32').find((stride) => Math.abs(stride) > longest);
  return long === undefined
    ? undefined
    : `in steps of ${long} over shape [${input.shape.join()}]; they have to lie within ±${Math.floor(longest)}`;
};
