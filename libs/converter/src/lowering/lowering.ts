import type { Tensor } from '@flotilla/tflite';
import type { LayerKind, LayerNode } from '../graph';
import type { SubgraphBuilder } from './subgraph-builder';

/**
 * Appends the operators of one node and gives back the tensor that holds its output. Lowerings are plain: activations
 * and normalizations become operators of their own, which fusion then joins.
 */
export type Lowering<K extends LayerKind> = (
  node: LayerNode<K>,
  inputs: readonly Tensor[],
  build: SubgraphBuilder,
) => Tensor;

/** The only input of a node; its definition has checked that there is one. */
export function onlyTensor(inputs: readonly Tensor[]): Tensor {
  const [tensor] = inputs;
  if (tensor === undefined || inputs.length !== 1)
    throw new RangeError('the layer takes one input');
  return tensor;
}
