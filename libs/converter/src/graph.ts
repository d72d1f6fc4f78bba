import type { ActivationAttributes } from './layers/activation';
import type { ConcatenateAttributes } from './layers/concatenate';
import type { Conv2dAttributes } from './layers/conv2d';
import type { DenseAttributes } from './layers/dense';
import type { DepthwiseConv2dAttributes } from './layers/depthwise-conv2d';
import type { BatchNormalizationAttributes } from './layers/batch-normalization';
import type { GlobalAveragePooling2dAttributes } from './layers/global-average-pooling2d';
import type { InputAttributes } from './layers/input';
import type { NoAttributes } from './layers/layer-definition';
import type { Pooling2dAttributes } from './layers/pooling2d';
import type { ReshapeAttributes } from './layers/reshape';
import type { ZeroPadding2dAttributes } from './layers/zero-padding2d';
import type { Shape } from './shape';

/** Every kind of layer that can be lowered, with what its configuration says once it has been read and checked. */
export interface LayerAttributes {
  input: InputAttributes;
  conv2d: Conv2dAttributes;
  depthwiseConv2d: DepthwiseConv2dAttributes;
  batchNormalization: BatchNormalizationAttributes;
  activation: ActivationAttributes;
  globalAveragePooling2d: GlobalAveragePooling2dAttributes;
  pooling2d: Pooling2dAttributes;
  zeroPadding2d: ZeroPadding2dAttributes;
  flatten: NoAttributes;
  reshape: ReshapeAttributes;
  dense: DenseAttributes;
  add: NoAttributes;
  concatenate: ConcatenateAttributes;
  /** Layers that only act in training. */
  identity: NoAttributes;
}

export type LayerKind = keyof LayerAttributes;

/** A trained constant of a layer, row-major. */
export interface Weight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** One call of one layer; a layer that is called twice gives two nodes that share `weights`. */
export type LayerNode<K extends LayerKind = LayerKind> = {
  [P in K]: {
    readonly kind: P;
    readonly name: string;
    /** The class name in the source, for reports. */
    readonly className: string;
    readonly attributes: LayerAttributes[P];
    /** By role: `kernel`, `bias`, `gamma`, … */
    readonly weights: ReadonlyMap<string, Weight>;
    readonly inputs: readonly LayerNode[];
    readonly outputShape: Shape;
  };
}[K];

/** What every reader makes and lowering takes: a model in terms of layers, checked and with shapes inferred. */
export interface LayerGraph {
  readonly name: string;
  /** In an order in which every node follows its inputs. */
  readonly nodes: readonly LayerNode[];
  readonly inputs: readonly LayerNode<'input'>[];
  readonly outputs: readonly LayerNode[];
  /** Trained values in the source, each shared layer counted once. */
  readonly parameterCount: number;
}

/** The weight in a role that the layer's definition guarantees. */
export function weightOf(node: LayerNode, role: string): Weight {
  const weight = node.weights.get(role);
  if (weight === undefined) throw new RangeError(`layer ${node.name} has no weight ${role}`);
  return weight;
}
