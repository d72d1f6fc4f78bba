import { fromHalves, isConstant, type Buffer } from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { takeShape } from '../graph/take-shape';
import { ConstantBudget } from './constant-budget';

const name = 'fold-float16';

/**
 * Turns constants that are stored in float16 behind a DEQUANTIZE, as many published models are, into float32
 * constants: every half is a float, so nothing is lost, and the operators' weights become visible.
 */
export const foldFloat16: Rewrite = {
  name,
  apply(subgraph) {
    const floatsOf = new Map<Buffer, Buffer>();
    const budget = new ConstantBudget(subgraph);
    const applied: AppliedRewrite[] = [];
    subgraph.operators = subgraph.operators.filter(({ code, inputs: [from], outputs: [to] }) => {
      if (code !== 'DEQUANTIZE' || !isConstant(from) || from.type !== 'FLOAT16') return true;
      if (to?.type !== 'FLOAT32' || to.isVariable || subgraph.outputs.includes(to)) return true;
      if (from.buffer === undefined) return true;
      const floats = floatsOf.get(from.buffer);
      if (floats === undefined && !budget.take(from.buffer.data.byteLength * 2)) return true;
      to.buffer = floats ?? { data: new Uint8Array(fromHalves(from.buffer.data).buffer) };
      floatsOf.set(from.buffer, to.buffer);
      takeShape(to, from);
      applied.push({ rewrite: name, tensor: to.name });
      return false;
    });
    return applied;
  },
};
