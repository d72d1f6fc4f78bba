import type { QuantizationParameters } from './quantization-parameters';

/**
 * A quantized bias is kept to half of int32's range, so that the kernels' int32 accumulator, which starts from it,
 * does not overflow either.
 */
const LARGEST_BIAS = 2 ** 30;

/** A product of scales below this leaves float32's normal numbers. */
const SMALLEST_PRODUCT = 2 ** -120;

/**
 * The weight's parameters with the scale of each channel raised as far as its bias needs: a bias is stored as
 * b / (s_in · s_w[c]) in int32, which overflows where a channel's weights are tiny beside its bias. Returns the
 * argument itself when no channel needs it.
 */
export function raisedForBias(
  weight: QuantizationParameters,
  inputScale: number,
  bias: Float32Array | undefined,
): QuantizationParameters {
  const perBias = (channel: number): number =>
    weight.scale.length === 1 ? largestMagnitude(bias) : Math.abs(bias?.[channel] ?? 0);
  const scale = weight.scale.map((original, channel) => {
    const needed = Math.max(perBias(channel) / LARGEST_BIAS, SMALLEST_PRODUCT) / inputScale;
    return needed > original ? Math.fround(needed * (1 + 2 ** -20)) : original;
  });
  return scale.every((value, channel) => value === weight.scale[channel])
    ? weight
    : { ...weight, scale };
}

/** int32, scale s_in · s_w[c] in float32, zero point 0: what the convolution's accumulator counts in. */
export function biasParameters(inputScale: number, weight: QuantizationParameters): QuantizationParameters {
  const scale = weight.scale.map((value) => Math.fround(inputScale * value));
  return { type: 'INT32', scale, zeroPoint: scale.map(() => 0), axis: 0 };
}

function largestMagnitude(values: Float32Array | undefined): number {
  return values?.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) ?? 0;
}
