import { forEachRun, singleChannel, type Channels } from './channels';
import { INTEGER_LIMITS, type QuantizationParameters } from './quantization-parameters';
import { roundHalfEven } from './round-half-even';

/**
 * Quantizes constants in float32: round half to even of x / scale, plus the zero point, saturated. Symmetric int8 stays
 * in [−127, 127].
 * @returns little-endian bytes of the parameters's type
 */
export function quantizeValues(
  values: Float32Array,
  parameters: QuantizationParameters,
  channels: Channels = singleChannel(values.length),
): Uint8Array {
  const integers =
    parameters.type === 'INT8' ? new Int8Array(values.length) : new Int32Array(values.length);
  const { lowest, highest } = INTEGER_LIMITS[parameters.type];
  forEachRun(values.length, channels, (channel, start, end) => {
    const scale = parameters.scale[channel] ?? NaN;
    const zeroPoint = parameters.zeroPoint[channel] ?? NaN;
    for (let index = start; index < end; index += 1) {
      const quotient = Math.fround((values[index] ?? NaN) / scale);
      const integer = roundHalfEven(quotient) + zeroPoint;
      integers[index] = Math.min(highest, Math.max(lowest, integer));
    }
  });
  return toLittleEndianBytes(integers);
}

function toLittleEndianBytes(integers: Int8Array | Int32Array): Uint8Array {
  const bytes = new Uint8Array(integers.byteLength);
  const view = new DataView(bytes.buffer);
  if (integers instanceof Int8Array) bytes.set(new Uint8Array(integers.buffer));
  else
    integers.forEach((integer, index) => {
      view.setInt32(index * 4, integer, true);
    });
  return bytes;
}
