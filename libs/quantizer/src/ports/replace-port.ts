import type { Model, Subgraph, Tensor } from '@flotilla/tflite';

/** Puts another tensor in the place of an input or output, under its name, in the graph and its signatures. */
export function replacePort(
  model: Model,
  subgraph: Subgraph,
  side: 'inputs' | 'outputs',
  tensors: { readonly from: Tensor; readonly to: Tensor },
): void {
  const { from, to } = tensors;
  to.name = from.name;
  const replaced = (tensor: Tensor): Tensor => (tensor === from ? to : tensor);
  subgraph[side] = subgraph[side].map(replaced);
  for (const signature of model.signatures) {
    if (signature.subgraph !== subgraph) continue;
    signature[side] = signature[side].map(({ name, tensor }) => ({
      name,
      tensor: replaced(tensor),
    }));
  }
}
