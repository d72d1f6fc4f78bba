import type { LayerKind } from '../graph';
import { lowerActivation } from './activation';
import { lowerAdd } from './add';
import { lowerBatchNormalization } from './batch-normalization';
import { lowerConcatenate } from './concatenate';
import { lowerConv2d } from './conv2d';
import { lowerDense } from './dense';
import { lowerDepthwiseConv2d } from './depthwise-conv2d';
import { lowerGlobalAveragePooling2d } from './global-average-pooling2d';
import { lowerIdentity } from './identity';
import { lowerInput } from './input';
import type { Lowering } from './lowering';
import { lowerPooling2d } from './pooling2d';
import { lowerReshape } from './reshape';
import { lowerZeroPadding2d } from './zero-padding2d';

/** One lowering for every kind of layer; a kind without one does not compile. */
export const lowerings: { readonly [K in LayerKind]: Lowering<K> } = {
  input: lowerInput,
  conv2d: lowerConv2d,
  depthwiseConv2d: lowerDepthwiseConv2d,
  batchNormalization: lowerBatchNormalization,
  activation: lowerActivation,
  globalAveragePooling2d: lowerGlobalAveragePooling2d,
  pooling2d: lowerPooling2d,
  zeroPadding2d: lowerZeroPadding2d,
  flatten: lowerReshape,
  reshape: lowerReshape,
  dense: lowerDense,
  add: lowerAdd,
  concatenate: lowerConcatenate,
  identity: lowerIdentity,
};
