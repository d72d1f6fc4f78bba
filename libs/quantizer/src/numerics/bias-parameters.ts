import type { ActivationType, QuantizationParameters } from './quantization-parameters';

/** What a bias is stored in: the accumulator's type under inputs of this type. */
export const BIAS_TYPES = { INT8: 'INT32', INT16: 'INT64' } as const satisfies Record<
  ActivationType,
  string
>;

/**
 * A quantized bias is kept to half of int32's range, so that the kernels' int32 accumulator, which starts from it,
 * does not overflow either.
 */
const LARGEST_BIAS = 2 ** 30;

/** A product of scales below this leaves float32's normal numbers. */
const SMALLEST_PRODUCT = 2 ** -120;

/**
 * The smallest weight scale of each channel under which its bias fits: a bias is stored as b / (s_in · s_w[c]), which
 * overflows where a channel's weights are tiny beside its bias.
 * @param channels how many scales the weights have: one, or one for each bias
 */
export function minimumWeightScales(
  inputScale: number,
  bias: Float32Array | undefined,
  channels: number,
): number[] {
  const largest = largestMagnitude(bias);
  return Array.from({ length: channels }, (_, channel) => {
    const magnitude = channels === 1 ? largest : Math.abs(bias?.[channel] ?? 0);
    const needed = Math.max(magnitude / LARGEST_BIAS, SMALLEST_PRODUCT) / inputScale;
    return Math.fround(needed * (1 + 2 ** -20));
  });
}

/** Scale s_in · s_w[c] in float32, zero point 0: what the accumulator counts in. */
export function biasParameters(
  inputScale: number,
  weight: QuantizationParameters,
  activation: ActivationType,
): QuantizationParameters {
  const scale = weight.scale.map((value) => Math.fround(inputScale * value));
  return { type: BIAS_TYPES[activation], scale, zeroPoint: scale.map(() => 0), axis: 0 };
}

function largestMagnitude(values: Float32Array | undefined): number {
  return values?.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) ?? 0;
}
