import type { Signature, Subgraph, Tensor } from '@flotilla/tflite';
import type { LayerGraph, LayerKind, LayerNode } from '../graph';
import type { Lowering } from './lowering';
import { lowerings } from './registry';
import { SubgraphBuilder } from './subgraph-builder';

/** One operator after the other, nothing fused yet; with the signature that names inputs and outputs by layer. */
export function lowerGraph(graph: LayerGraph): { subgraph: Subgraph; signature: Signature } {
  const build = new SubgraphBuilder();
  const lowered = new Map<LayerNode, Tensor>();
  const tensorOf = (node: LayerNode): Tensor => {
    const tensor = lowered.get(node);
    if (tensor === undefined) throw new RangeError(`layer ${node.name} is not lowered yet`);
    return tensor;
  };
  for (const node of graph.nodes) {
    lowered.set(node, lowerNode(node.kind, node, node.inputs.map(tensorOf), build));
  }
  const { subgraph } = build;
  subgraph.inputs.push(...graph.inputs.map(tensorOf));
  subgraph.outputs.push(...graph.outputs.map(tensorOf));
  const signature: Signature = {
    key: 'serving_default',
    subgraph,
    inputs: named(graph.inputs, tensorOf),
    outputs: named(graph.outputs, tensorOf),
  };
  return { subgraph, signature };
}

function lowerNode<K extends LayerKind>(
  kind: K,
  node: LayerNode<K>,
  inputs: readonly Tensor[],
  build: SubgraphBuilder,
): Tensor {
  const lower: Lowering<K> = lowerings[kind];
  return lower(node, inputs, build);
}

/** A layer listed twice gets two names, since a signature is a map. */
function named(
  nodes: readonly LayerNode[],
  tensorOf: (node: LayerNode) => Tensor,
): { name: string; tensor: Tensor }[] {
  const used = new Set<string>();
  return nodes.map((node) => {
    let name = node.name;
    for (let count = 1; used.has(name); count += 1) name = `${node.name}_${count}`;
    used.add(name);
    return { name, tensor: tensorOf(node) };
  });
}
