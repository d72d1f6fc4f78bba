import type { Tensor } from '@flotilla/tflite';
import type { LayerNode } from '../graph';
import type { SubgraphBuilder } from './subgraph-builder';

/** XNNPACK takes convolutions only with a bias, and folding needs a place for offsets: zeros where a layer has none. */
export function biasTensor(build: SubgraphBuilder, node: LayerNode, channels: number): Tensor {
  const values = node.weights.get('bias')?.values ?? new Float32Array(channels);
  return build.floats(`${node.name}/bias`, [channels], values);
}
