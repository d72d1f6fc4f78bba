import type { Subgraph, Tensor } from '../model';

/**
 * The tensors that a subgraph cannot do without, in the order of first use: its inputs, its operators' inputs, outputs
 * and intermediates, its outputs, and then the scales and zero points of those that are quantized block-wise.
 * @param kept further tensors to keep, with their scales
 */
export function referencedTensors(
  { inputs, outputs, operators }: Pick<Subgraph, 'inputs' | 'outputs' | 'operators'>,
  kept: readonly Tensor[] = [],
): Set<Tensor> {
  const referenced = new Set<Tensor>(inputs);
  for (const operator of operators) {
    for (const tensor of operator.inputs) if (tensor !== null) referenced.add(tensor);
    for (const tensor of operator.outputs) referenced.add(tensor);
    for (const tensor of operator.intermediates) referenced.add(tensor);
  }
  for (const tensor of outputs) referenced.add(tensor);
  for (const tensor of kept) referenced.add(tensor);
  // A set visits what is added on the way.
  for (const { quantization } of referenced) {
    const { scales, zeroPoints } = quantization?.blockwise ?? {};
    if (scales !== undefined) referenced.add(scales);
    if (zeroPoints !== undefined) referenced.add(zeroPoints);
  }
  return referenced;
}
