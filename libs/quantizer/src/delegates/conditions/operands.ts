import { constantData, isConstant, type Operator } from '@flotilla/tflite';
import { type Condition, unless } from './condition';

/** Where each kind holds its weights. */
const WEIGHT_INPUTS: Readonly<Partial<Record<Operator['code'], number>>> = {
  CONV_2D: 1,
  DEPTHWISE_CONV_2D: 1,
  FULLY_CONNECTED: 1,
  TRANSPOSE_CONV: 1,
  PRELU: 1,
};

export const constantWeights: Condition = unless(
  'its weights are no constant',
  ({ code, inputs }, { foldable }) => {
    const weights = inputs[WEIGHT_INPUTS[code] ?? -1];
    return !weights || isConstant(weights) || foldable.has(weights);
  },
);

export const hasBias: Condition = unless('it has no bias', ({ inputs }) => Boolean(inputs[2]));

/** Where there is one. */
export const constantBias: Condition = unless(
  'its bias is no constant',
  ({ inputs: [, , bias] }, { foldable }) => !bias || isConstant(bias) || foldable.has(bias),
);

/** Shapes, axes, paddings: what the delegate reads while it builds its own graph. */
export function constantInputs(...positions: readonly number[]): Condition {
  return unless('its shape, axes or padding is no constant', ({ inputs }) =>
    positions.every((position) => !inputs[position] || isConstant(inputs[position])),
  );
}

export function inputsAtMost(most: number): Condition {
  return unless(`it has more than ${most} inputs`, ({ inputs }) => inputs.length <= most);
}

/** What a CONCATENATION joins, and a SPLIT gives. */
export function partsAtMost(most: number): Condition {
  return unless(
    `it has more than ${most} parts`,
    ({ code, inputs, outputs }) => (code === 'SPLIT' ? outputs : inputs).length <= most,
  );
}

/** Neither QUANTIZE from float nor DEQUANTIZE. */
export const noFloat: Condition = unless(
  'it converts from or to float',
  ({ inputs, outputs }) => ![...inputs, ...outputs].some((tensor) => tensor?.type === 'FLOAT32'),
);

export const sameParameters: Condition = unless(
  'its output has another scale or zero point than its input',
  ({ inputs: [input], outputs: [output] }) =>
    input?.quantization?.scale[0] === output?.quantization?.scale[0] &&
    input?.quantization?.zeroPoint[0] === output?.quantization?.zeroPoint[0],
);

/** One slope for each channel, or one for all: the same everywhere in an image. */
export const slopeForChannels: Condition = unless(
  'its slopes differ along more than channels',
  ({ inputs: [, slopes] }) => !slopes || slopes.shape.slice(0, -1).every((length) => length === 1),
);

/** Steps of a STRIDED_SLICE. */
export const stepsOfOne: Condition = unless('it skips elements', ({ inputs: [, , , steps] }) => {
  if (!isConstant(steps) || steps.type !== 'INT32') return false;
  return constantData(steps, 'INT32').every((step) => step === 1);
});
