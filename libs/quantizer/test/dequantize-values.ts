import { type Channels, forEachRun, singleChannel } from '../src/arithmetic/channels';
import type { AffineEncoding } from '../src/arithmetic/encoding';

/** The real values that quantized bytes stand for. */
export function dequantizeValues(
  bytes: Uint8Array,
  encoding: AffineEncoding,
  channels?: Channels,
): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const width = encoding.type === 'INT8' ? 1 : 4;
  const values = new Float32Array(bytes.byteLength / width);
  forEachRun(values.length, channels ?? singleChannel(values.length), (channel, start, end) => {
    const scale = encoding.scale[channel] ?? NaN;
    const zeroPoint = encoding.zeroPoint[channel] ?? NaN;
    for (let index = start; index < end; index += 1) {
      const integer = width === 1 ? view.getInt8(index) : view.getInt32(index * width, true);
      values[index] = scale * (integer - zeroPoint);
    }
  });
  return values;
}
