import { CodedError } from '@flotilla/foundation';
import type { Normalization } from '@flotilla/tflite';
import type { DataArray } from '../elements/array';
import type { EvaluationErrorCode } from '../errors';

const LEVELS = 256;
const FLOAT_BYTES = 4;

/**
 * The float32 array of (x − mean) / std for an array of bytes, computed for what is read, when it is read.
 * @param array `UINT8`; its last axis holds the channels
 * @throws CodedError `DATASET_NORMALIZATION` for values of other channels, or that give no finite numbers
 */
export function normalizeArray(array: DataArray, normalization: Normalization): DataArray {
  if (array.type !== 'UINT8') throw new TypeError('only bytes are normalized');
  const levels = levelsOf(normalization, array.shape.at(-1) ?? 1);
  const { bytes } = array;
  return {
    type: 'FLOAT32',
    shape: array.shape,
    bytes: {
      byteLength: bytes.byteLength * FLOAT_BYTES,
      subarray: (start, end) => {
        if (start % FLOAT_BYTES !== 0 || end % FLOAT_BYTES !== 0) {
          throw new RangeError('elements are read whole');
        }
        const first = start / FLOAT_BYTES;
        return normalized(bytes.subarray(first, end / FLOAT_BYTES), first, levels);
      },
    },
  };
}

/** For each channel what each byte becomes. */
function levelsOf({ mean, std }: Normalization, channels: number): Float32Array[] {
  const counts = [mean.length, std.length];
  if (counts.some((count) => count !== 1 && count !== channels)) {
    throw invalid(
      `A normalization of ${mean.length} means and ${std.length} deviations does not fit ${channels} channels; give one of each, or ${channels}`,
    );
  }
  const levels = Array.from({ length: Math.max(...counts) }, (_, channel) => {
    const [shift = 0, scale = 1] = [mean[channel] ?? mean[0], std[channel] ?? std[0]];
    return Float32Array.from({ length: LEVELS }, (__, value) => (value - shift) / scale);
  });
  if (levels.every((each) => each.every(Number.isFinite))) return levels;
  throw invalid(
    `A normalization by mean ${mean.join(', ')} and std ${std.join(', ')} gives no finite numbers; give a deviation that is not 0`,
  );
}

function normalized(bytes: Uint8Array, first: number, levels: readonly Float32Array[]): Uint8Array {
  const values = new Float32Array(bytes.byteLength);
  const channels = levels.length;
  levels.forEach((level, channel) => {
    const start = (channel - (first % channels) + channels) % channels;
    for (let at = start; at < bytes.byteLength; at += channels) {
      values[at] = level[bytes[at] ?? 0] ?? 0;
    }
  });
  return new Uint8Array(values.buffer);
}

function invalid(message: string): CodedError<EvaluationErrorCode> {
  return new CodedError<EvaluationErrorCode>('DATASET_NORMALIZATION', message);
}
