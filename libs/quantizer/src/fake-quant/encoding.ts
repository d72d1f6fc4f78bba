import type { Operator, Quantization, TensorType } from '@flotilla/tflite';
import type { Range } from '../numerics/range';

/** A grid of reals: scale · (q − zeroPoint) for q in [0, 2^bits), one scale or one for each channel along an axis. */
export interface Encoding {
  readonly bits: number;
  readonly scale: readonly number[];
  /** As many as scales. */
  readonly zeroPoint: readonly number[];
  readonly axis: number;
}

/** By how much integers of a type lie below offset binary. */
const OFFSETS: Readonly<Partial<Record<TensorType, { readonly bits: number; offset: number }>>> = {
  UINT8: { bits: 8, offset: 0 },
  INT8: { bits: 8, offset: 128 },
  INT16: { bits: 16, offset: 32768 },
};

/** The grid of a FAKE_QUANT, whose kernel moves the range so that zero lies on it (`fake_quant_ops_functor.h`). */
export function encodingOfFakeQuant({ options }: Operator): Encoding | undefined {
  if (options?.type !== 'FakeQuantOptions') return undefined;
  const { min, max, numBits: bits, narrowRange } = options;
  if (!(max > min) || !Number.isFinite(max - min) || bits < 2 || bits > 16) return undefined;
  const lowest = narrowRange ? 1 : 0;
  const highest = 2 ** bits - 1;
  const scale = Math.fround((max - min) / (highest - lowest));
  const zeroPoint = Math.min(highest, Math.max(lowest, Math.round(lowest - min / scale)));
  return { bits, scale: [scale], zeroPoint: [zeroPoint], axis: 0 };
}

/** The grid of an integer tensor. */
export function encodingOfTensor(
  type: TensorType,
  quantization: Quantization | undefined,
): Encoding | undefined {
  const integers = OFFSETS[type];
  const { scale = [], zeroPoint = [], quantizedDimension: axis = 0 } = quantization ?? {};
  if (integers === undefined || scale.length === 0 || zeroPoint.length !== scale.length) {
    return undefined;
  }
  return {
    bits: integers.bits,
    scale: [...scale],
    zeroPoint: zeroPoint.map((value) => Number(value) + integers.offset),
    axis,
  };
}

/** What all of a grid's channels hold together. */
export function rangeOfEncoding({ bits, scale, zeroPoint }: Encoding): Range {
  const ends = scale.map((step, channel) => {
    const zero = zeroPoint[channel] ?? NaN;
    return { min: -zero * step, max: (2 ** bits - 1 - zero) * step };
  });
  return {
    min: Math.min(...ends.map(({ min }) => min)),
    max: Math.max(...ends.map(({ max }) => max)),
  };
}

/** Whether zero lies in the middle, as kernels want it of weights. */
export function isSymmetric({ bits, zeroPoint }: Encoding): boolean {
  return zeroPoint.every((zero) => zero === 2 ** (bits - 1));
}
