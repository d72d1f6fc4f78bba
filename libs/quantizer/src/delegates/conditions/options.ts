import type { Operator } from '@flotilla/tflite';
import { type Condition, unless } from './condition';

type Fused = 'NONE' | 'RELU' | 'RELU6' | 'RELU_N1_TO_1' | 'TANH' | 'SIGN_BIT';

/** Fused with one of these activations, or with none. */
export function fusedOnlyWith(...taken: readonly Fused[]): Condition {
  return ({ options }) => {
    if (options === undefined || !('fusedActivationFunction' in options)) return undefined;
    const { fusedActivationFunction: fused } = options;
    return fused === 'NONE' || taken.includes(fused) ? undefined : `it is fused with ${fused}`;
  };
}

export const clampedOrPlain = fusedOnlyWith('RELU', 'RELU6', 'RELU_N1_TO_1');

export const notFused = fusedOnlyWith();

export const betaIsOne: Condition = unless(
  'its beta is not 1',
  ({ options }) => options?.type !== 'SoftmaxOptions' || options.beta === 1,
);

export function strideAtMost(most: number): Condition {
  return unless(`its stride is above ${most}`, (operator) => strideOf(operator) <= most);
}

export const undilated: Condition = unless('it is dilated', (operator) => !isDilated(operator));

export const dilatedOnlyByStrideOne: Condition = unless(
  'it is dilated and has a stride',
  (operator) => !isDilated(operator) || strideOf(operator) === 1,
);

export const dilatedEvenly: Condition = unless(
  'it is dilated by other factors in height than in width',
  ({ options }) =>
    options === undefined ||
    !('dilationWFactor' in options) ||
    options.dilationWFactor === options.dilationHFactor,
);

/** Several filters for a channel are taken where there is but one channel. */
export const multiplierOne: Condition = unless(
  'its depth multiplier is not 1',
  (operator) => multiplierOf(operator) === 1 || hasOneChannel(operator),
);

/** The same, where nothing is dilated. */
export const multiplierOneOrUndilated: Condition = unless(
  'its depth multiplier is not 1',
  (operator) => multiplierOf(operator) === 1 || (hasOneChannel(operator) && !isDilated(operator)),
);

export const plainWeightsFormat: Condition = unless(
  'its weights are shuffled',
  ({ options }) => options?.type !== 'FullyConnectedOptions' || options.weightsFormat === 'DEFAULT',
);

export const keepsNoDimensions: Condition = unless(
  'it keeps the dimensions of its input',
  ({ options }) => options?.type !== 'FullyConnectedOptions' || !options.keepNumDims,
);

export const keepsReduced: Condition = unless(
  'it does not keep the dimensions that it reduces',
  ({ options }) => options?.type !== 'ReducerOptions' || options.keepDims,
);

export const reflects: Condition = unless(
  'it pads symmetrically',
  ({ options }) => options?.type !== 'MirrorPadOptions' || options.mode === 'REFLECT',
);

export const noEllipsisOrNewAxis: Condition = unless(
  'it has an ellipsis or a new axis',
  ({ options }) =>
    options?.type !== 'StridedSliceOptions' ||
    (options.ellipsisMask === 0 && options.newAxisMask === 0),
);

export const shrinksNoAxis: Condition = unless(
  'it drops an axis',
  ({ options }) => options?.type !== 'StridedSliceOptions' || options.shrinkAxisMask === 0,
);

export const givesInt32: Condition = unless(
  'its indices are not int32',
  ({ outputs: [output] }) => output?.type === 'INT32',
);

/** The larger of the two. */
function strideOf({ options }: Operator): number {
  return options !== undefined && 'strideW' in options
    ? Math.max(options.strideW, options.strideH)
    : 1;
}

function multiplierOf({ options }: Operator): number {
  return options?.type === 'DepthwiseConv2DOptions' ? options.depthMultiplier : 1;
}

function hasOneChannel({ inputs: [input] }: Operator): boolean {
  return input?.shape[3] === 1;
}

function isDilated({ options }: Operator): boolean {
  return (
    options !== undefined &&
    'dilationWFactor' in options &&
    (options.dilationWFactor !== 1 || options.dilationHFactor !== 1)
  );
}
