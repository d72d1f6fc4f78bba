import { elementCount, type Subgraph, type Tensor } from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { takeShape } from '../graph/take-shape';
import { ConstantBudget } from './constant-budget';
import { denseElements } from './dense-elements';
import { elementBytes } from './element-bytes';

const name = 'expand-sparse';

/**
 * Writes out constants that are stored sparse, whether a DENSIFY expands them or a kernel reads them as they are. Zeros
 * come back, and with them weights that every other rewrite and kernel can read.
 */
export const expandSparse: Rewrite = {
  name,
  apply(subgraph) {
    const expansion = new Expansion(subgraph);
    const applied: AppliedRewrite[] = [];
    subgraph.operators = subgraph.operators.filter((operator) => {
      if (operator.code !== 'DENSIFY') {
        operator.inputs = operator.inputs.map((input) => {
          const dense = expansion.denseOf(input);
          if (dense === undefined) return input;
          applied.push({ rewrite: name, tensor: dense.name });
          return dense;
        });
        return true;
      }
      const [output] = operator.outputs;
      if (output === undefined || subgraph.outputs.includes(output) || output.isVariable)
        return true;
      if (output.type !== operator.inputs[0]?.type) return true;
      const dense = expansion.denseOf(operator.inputs[0]);
      if (dense?.buffer === undefined) return true;
      output.buffer = dense.buffer;
      takeShape(output, dense);
      applied.push({ rewrite: name, tensor: output.name });
      return false;
    });
    return applied;
  },
};

/** Expands each sparse constant once. */
class Expansion {
  readonly #known = new Map<Tensor, Tensor | undefined>();
  readonly #budget: ConstantBudget;

  constructor(private readonly subgraph: Subgraph) {
    this.#budget = new ConstantBudget(subgraph);
  }

  /** `undefined` for what is not sparse, or too large to be written out. */
  denseOf(tensor: Tensor | null | undefined): Tensor | undefined {
    if (!tensor?.sparsity) return undefined;
    if (!this.#known.has(tensor)) this.#known.set(tensor, this.#expand(tensor));
    return this.#known.get(tensor);
  }

  #expand({ buffer, sparsity, ...rest }: Tensor): Tensor | undefined {
    const width = elementBytes(rest.type);
    if (!buffer || !sparsity || rest.isVariable || width === undefined) return undefined;
    if (!this.#budget.take(elementCount(rest.shape) * width)) return undefined;
    const data = denseElements(buffer.data, sparsity, rest.shape, width);
    const dense: Tensor = { ...rest, buffer: { data } };
    this.subgraph.tensors.push(dense);
    return dense;
  }
}
