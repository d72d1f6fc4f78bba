import { bytesOf } from '@flotilla/tflite';
import { forEachRun, singleChannel, type Channels } from './channels';
import {
  INTEGER_LIMITS,
  type IntegerType,
  type QuantizationParameters,
} from './quantization-parameters';
import { roundHalfEven } from './round-half-even';

/** Quantized constants, one element a value, also for 4-bit types, which are packed only when stored. */
export type Integers = Int8Array | Int16Array | Int32Array | BigInt64Array;

/**
 * Quantizes constants in float32: round half to even of x / scale, plus the zero point, saturated.
 * @param channels which values each scale serves; with `blockSize`, blocks stand for channels
 */
export function quantizeValues(
  values: Float32Array,
  parameters: QuantizationParameters,
  channels: Channels = singleChannel(values.length),
): Integers {
  const { lowest, highest } = INTEGER_LIMITS[parameters.type];
  const integers = new Float64Array(values.length);
  forEachRun(values.length, channels, (channel, start, end) => {
    const scale = parameters.scale[channel] ?? NaN;
    const zeroPoint = parameters.zeroPoint[channel] ?? NaN;
    for (let index = start; index < end; index += 1) {
      const quotient = Math.fround((values[index] ?? NaN) / scale);
      const integer = roundHalfEven(quotient) + zeroPoint;
      integers[index] = Math.min(highest, Math.max(lowest, integer));
    }
  });
  return narrowed(integers, parameters.type);
}

function narrowed(integers: Float64Array, type: IntegerType): Integers {
  switch (type) {
    case 'INT4':
    case 'INT8':
      return Int8Array.from(integers);
    case 'INT16':
      return Int16Array.from(integers);
    case 'INT32':
      return Int32Array.from(integers);
    case 'INT64':
      return BigInt64Array.from(integers, BigInt);
  }
}

/** As stored in a buffer: little-endian; two 4-bit values a byte, the first in the low half. */
export function storedBytes(integers: Integers, type: IntegerType): Uint8Array {
  if (type === 'INT4') return packedHalfBytes(integers as Int8Array);
  return bytesOf(integers);
}

function packedHalfBytes(integers: Int8Array): Uint8Array {
  const bytes = new Uint8Array(Math.ceil(integers.length / 2));
  integers.forEach((integer, index) => {
    const half = integer & 0xf;
    bytes[index >> 1] = (bytes[index >> 1] ?? 0) | (index % 2 === 0 ? half : half << 4);
  });
  return bytes;
}
