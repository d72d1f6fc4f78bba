import { type Channels, forEachRun, singleChannel } from '../src/numerics/channels';
import type { QuantizationParameters } from '../src/numerics/quantization-parameters';
import type { Integers } from '../src/numerics/quantize-values';

/** The real values that integers stand for. */
export function dequantizeValues(
  integers: Integers,
  parameters: QuantizationParameters,
  channels?: Channels,
): Float32Array {
  const values = new Float32Array(integers.length);
  forEachRun(values.length, channels ?? singleChannel(values.length), (channel, start, end) => {
    const scale = parameters.scale[channel] ?? NaN;
    const zeroPoint = parameters.zeroPoint[channel] ?? NaN;
    for (let index = start; index < end; index += 1) {
      const integer = Number(integers[index]);
      values[index] = scale * (integer - zeroPoint);
    }
  });
  return values;
}
