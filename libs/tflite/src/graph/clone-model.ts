import type { Metadata, Model, Operator, Signature, Subgraph, Tensor } from '../model';

export interface ClonedModel {
  readonly model: Model;
  /** The copy of each of the original's tensors. */
  readonly tensorOf: ReadonlyMap<Tensor, Tensor>;
}

/**
 * A copy whose graph can be rewritten without touching the original. Buffers, shapes and options are shared:
 * rewrites replace them and never write into them.
 */
export function cloneModel(model: Model): ClonedModel {
  const tensors = new Map<Tensor, Tensor>();
  const subgraphs = new Map<Subgraph, Subgraph>();
  for (const subgraph of model.subgraphs) {
    subgraph.tensors.forEach((tensor) => tensors.set(tensor, { ...tensor }));
  }
  const copyOf = (tensor: Tensor): Tensor => found(tensors, tensor, tensor.name);
  for (const copy of tensors.values()) repointScales(copy, copyOf);
  for (const subgraph of model.subgraphs) {
    subgraphs.set(subgraph, cloneSubgraph(subgraph, copyOf));
  }
  return {
    model: {
      ...model,
      subgraphs: [...subgraphs.values()],
      signatures: model.signatures.map((signature) => ({
        ...cloneSignature(signature, copyOf),
        subgraph: found(subgraphs, signature.subgraph, signature.key),
      })),
      metadata: model.metadata.map((entry): Metadata => ({ ...entry })),
    },
    tensorOf: tensors,
  };
}

/** Block-wise scales and zero points are tensors too. */
function repointScales(tensor: Tensor, copyOf: (tensor: Tensor) => Tensor): void {
  const { quantization } = tensor;
  if (quantization?.blockwise === undefined) return;
  const { scales, zeroPoints } = quantization.blockwise;
  tensor.quantization = {
    ...quantization,
    blockwise: {
      ...quantization.blockwise,
      scales: copyOf(scales),
      ...(zeroPoints && { zeroPoints: copyOf(zeroPoints) }),
    },
  };
}

function cloneSubgraph(subgraph: Subgraph, copyOf: (tensor: Tensor) => Tensor): Subgraph {
  return {
    ...subgraph,
    tensors: subgraph.tensors.map(copyOf),
    inputs: subgraph.inputs.map(copyOf),
    outputs: subgraph.outputs.map(copyOf),
    operators: subgraph.operators.map((operator): Operator => ({
      ...operator,
      inputs: operator.inputs.map((input) => (input === null ? null : copyOf(input))),
      outputs: operator.outputs.map(copyOf),
      intermediates: operator.intermediates.map(copyOf),
    })),
  };
}

function cloneSignature(signature: Signature, copyOf: (tensor: Tensor) => Tensor): Signature {
  const copyEntry = (entry: Signature['inputs'][number]): Signature['inputs'][number] => ({
    name: entry.name,
    tensor: copyOf(entry.tensor),
  });
  return {
    ...signature,
    inputs: signature.inputs.map(copyEntry),
    outputs: signature.outputs.map(copyEntry),
  };
}

function found<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key, name: string): Value {
  const value = map.get(key);
  if (value === undefined) {
    throw new TypeError(`${name} is referred to but not listed in its model`);
  }
  return value;
}
