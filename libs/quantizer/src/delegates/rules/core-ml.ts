import {
  constantBias,
  constantInputs,
  constantWeights,
  inputsAtMost,
} from '../conditions/operands';
import {
  betaIsOne,
  fusedOnlyWith,
  keepsReduced,
  notFused,
  plainWeightsFormat,
  reflects,
} from '../conditions/options';
import { batchOfOne, broadcastsAsImages, dimensionsOneOf } from '../conditions/shapes';
import { joinsChannels, padsNot, spatialMean } from '../conditions/axes';
import { type DelegateRule, sameRow } from '../delegate-rule';

const withoutSignBit = fusedOnlyWith('RELU', 'RELU6', 'RELU_N1_TO_1', 'TANH');

/** `IsNodeSupportedByDelegate` in TensorFlow's `delegates/coreml/coreml_delegate.mm`, and the builders that it asks. */
const ROWS = {
  ...sameRow(['HARD_SWISH', 'LOGISTIC', 'RELU', 'RELU6', 'RELU_N1_TO_1', 'TANH'], { highest: 1 }),
  ...sameRow(['ADD', 'MUL'], { highest: 1, needs: [broadcastsAsImages] }),
  ...sameRow(['AVERAGE_POOL_2D', 'MAX_POOL_2D'], { highest: 1, needs: [notFused] }),
  ...sameRow(['PAD', 'PADV2'], {
    highest: 1,
    needs: [dimensionsOneOf(4), padsNot('batch', 'channels')],
  }),
  MIRROR_PAD: { highest: 1, needs: [reflects, dimensionsOneOf(4), padsNot('batch', 'channels')] },
  CONCATENATION: { highest: 1, needs: [notFused, dimensionsOneOf(3, 4), joinsChannels] },
  CONV_2D: { highest: 1, needs: [constantWeights, constantBias, withoutSignBit] },
  DEPTHWISE_CONV_2D: { highest: 2, needs: [constantWeights, constantBias, withoutSignBit] },
  TRANSPOSE_CONV: { highest: 1, needs: [inputsAtMost(3), constantInputs(0), constantWeights] },
  FULLY_CONNECTED: {
    highest: 6,
    needs: [plainWeightsFormat, constantWeights, batchOfOne, constantBias, withoutSignBit],
  },
  MEAN: { highest: 1, needs: [keepsReduced, spatialMean] },
  RESIZE_BILINEAR: { highest: 1, needs: [constantInputs(1)] },
  SOFTMAX: { highest: 1, needs: [betaIsOne] },
  RESHAPE: { highest: 1, unknown: 'Core ML 2 takes it and Core ML 3 does not; the app chooses' },
} as const;

export const CORE_ML_RULE: DelegateRule = {
  name: 'Core ML',
  runtime: '2.9',
  rows: { float32: ROWS, 'float16-weights': { DEQUANTIZE: {} } },
  // `kMinNodesPerCoreMlDelegate`.
  partitions: { smallest: 2 },
  caveat: 'Devices without a Neural Engine do not use it unless they are told to.',
};
