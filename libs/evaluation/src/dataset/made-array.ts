import { elementCount } from '@flotilla/tflite';
import type { DataArray } from '../elements/array';
import { elementBytes, type ElementType } from '../elements/element-type';

/** Some hundred images of common models; those behind are made again whenever they are read. */
const KEPT_BYTES = 2 ** 26;

export interface MadeArrayOptions {
  readonly type: ElementType;
  /** The first axis counts the samples. */
  readonly shape: readonly number[];
  /** The bytes of one sample; called again for one that is no longer held. */
  readonly make: (sample: number) => Uint8Array;
  /** Bytes of samples that are held for the next reading. Default: 64 MiB. */
  readonly keptBytes?: number;
}

/**
 * An array whose samples are made when they are read. The first ones made are held as far as there is room: whoever reads
 * the array several times from beginning to end would find none of those held last.
 */
export function madeArray({
  type,
  shape,
  make,
  keptBytes = KEPT_BYTES,
}: MadeArrayOptions): DataArray {
  const sampleBytes = elementBytes[type] * elementCount(shape.slice(1));
  const most = Math.floor(keptBytes / sampleBytes);
  const kept = new Map<number, Uint8Array>();
  const sampleOf = (sample: number): Uint8Array => {
    const known = kept.get(sample);
    if (known) return known;
    const made = make(sample);
    if (made.byteLength !== sampleBytes)
      throw new RangeError('a sample has the length of its shape');
    if (kept.size < most) kept.set(sample, made);
    return made;
  };
  return {
    type,
    shape,
    bytes: {
      byteLength: sampleBytes * (shape[0] ?? 0),
      subarray: (start, end) => {
        const result = new Uint8Array(end - start);
        for (let sample = Math.floor(start / sampleBytes); sample * sampleBytes < end; sample++) {
          const offset = sample * sampleBytes;
          const part = sampleOf(sample).subarray(Math.max(0, start - offset), end - offset);
          result.set(part, Math.max(0, offset - start));
        }
        return result;
      },
    },
  };
}
