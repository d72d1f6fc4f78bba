import { bytesOf } from '@flotilla/tflite';
import { openTensors } from '../graph/open-tensors';
import type { AppliedRewrite, Rewrite } from '../rewrite';

const name = 'fold-shape';

/** Makes the SHAPE of a tensor whose dimensions are all fixed a constant. */
export const foldShape: Rewrite = {
  name,
  trustsShapes: true,
  apply(subgraph) {
    const open = openTensors(subgraph);
    const applied: AppliedRewrite[] = [];
    subgraph.operators = subgraph.operators.filter(
      ({ code, inputs: [input], outputs: [output] }) => {
        if (code !== 'SHAPE' || !input || output === undefined || open.has(input)) return true;
        if (subgraph.outputs.includes(output) || input.shape.length === 0) return true;
        if (output.type !== 'INT32' && output.type !== 'INT64') return true;
        const { shape } = input;
        const elements =
          output.type === 'INT32' ? Int32Array.from(shape) : BigInt64Array.from(shape.map(BigInt));
        output.buffer = { data: bytesOf(elements) };
        output.shape = [shape.length];
        applied.push({ rewrite: name, tensor: output.name });
        return false;
      },
    );
    return applied;
  },
};
