import type { LayerAttributes, LayerKind } from '../graph';
import { activation } from './activation';
import { add } from './add';
import { batchNormalization } from './batch-normalization';
import { concatenate } from './concatenate';
import { conv2d } from './conv2d';
import { dense } from './dense';
import { depthwiseConv2d } from './depthwise-conv2d';
import { flatten } from './flatten';
import { globalAveragePooling2d } from './global-average-pooling2d';
import { identity } from './identity';
import { input } from './input';
import type { LayerDefinition } from './layer-definition';
import { pooling2d } from './pooling2d';
import { reshape } from './reshape';
import { zeroPadding2d } from './zero-padding2d';

/** Every kind of layer; a kind without a definition does not compile. */
export const layerDefinitions: {
  readonly [K in LayerKind]: LayerDefinition<LayerAttributes[K]>;
} = {
  input,
  conv2d,
  depthwiseConv2d,
  batchNormalization,
  activation,
  globalAveragePooling2d,
  pooling2d,
  zeroPadding2d,
  flatten,
  reshape,
  dense,
  add,
  concatenate,
  identity,
};

const kindsByClass: ReadonlyMap<string, LayerKind> = new Map(
  layerKinds().flatMap((kind) =>
    Object.keys(layerDefinitions[kind].classes).map((className): [string, LayerKind] => [
      className,
      kind,
    ]),
  ),
);

/** The kind that a Keras class belongs to; `undefined` when it cannot be converted. */
export function kindOfClass(className: string): LayerKind | undefined {
  return kindsByClass.get(className);
}

/** Names of the Keras classes that can be converted, sorted. */
export function supportedLayerClasses(): string[] {
  return [...kindsByClass.keys()].sort();
}

function layerKinds(): LayerKind[] {
  return Object.keys(layerDefinitions) as LayerKind[];
}
