import { type Channels, forEachRun, singleChannel } from '../src/numerics/channels';
import type { QuantizationParameters } from '../src/numerics/quantization-parameters';

/** The real values that quantized bytes stand for. */
export function dequantizeValues(
  bytes: Uint8Array,
  parameters: QuantizationParameters,
  channels?: Channels,
): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = parameters.type === 'INT8' ? 1 : 4;
  const values = new Float32Array(bytes.byteLength / width);
  forEachRun(values.length, channels ?? singleChannel(values.length), (channel, start, end) => {
    const scale = parameters.scale[channel] ?? NaN;
    const zeroPoint = parameters.zeroPoint[channel] ?? NaN;
    for (let index = start; index < end; index += 1) {
      const integer = width === 1 ? view.getInt8(index) : view.getInt32(index * width, true);
      values[index] = scale * (integer - zeroPoint);
    }
  });
  return values;
}
