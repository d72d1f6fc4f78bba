import type { Subgraph, Tensor } from '@flotilla/tflite';
import { fromHalves } from '../numerics/halves';

/**
 * Turns constants that are stored in float16 behind a DEQUANTIZE, as many published models are, into float32
 * constants: every half is a float, so nothing is lost, and the operators' weights become visible.
 * @returns how many were folded
 */
export function foldHalves(subgraph: Subgraph): number {
  const kept = subgraph.operators.filter((operator) => {
    const [from] = operator.inputs;
    const [to] = operator.outputs;
    if (operator.code !== 'DEQUANTIZE' || !from || !to || !isHalves(from)) return true;
    makeConstant(to, from);
    return false;
  });
  const folded = subgraph.operators.length - kept.length;
  subgraph.operators = kept;
  return folded;
}

function isHalves({ type, buffer, sparsity }: Tensor): boolean {
  return type === 'FLOAT16' && buffer !== undefined && sparsity === undefined;
}

function makeConstant(tensor: Tensor, halves: Tensor): void {
  const floats = fromHalves(halves.buffer?.data ?? new Uint8Array());
  tensor.buffer = { data: new Uint8Array(floats.buffer) };
}
