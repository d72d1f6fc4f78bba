import {
  elementCount,
  isConstant,
  isQuantized,
  MAXIMUM_ELEMENTS,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import type { Result } from '../evaluate/evaluator';
import { EVALUATORS } from '../evaluate/evaluators';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { takeShape } from '../graph/take-shape';
import { ConstantBudget } from './constant-budget';
import { elementBytes } from './element-bytes';

/** Results up to this size are always worth their bytes in the file. */
const SMALL_BYTES = 256 * 1024;

/** Larger results may take so many times the bytes of what they are computed from: a filled tensor stays computed. */
const LARGEST_GROWTH = 2;

/** No kernel takes more dimensions. */
const HIGHEST_RANK = 8;

const name = 'fold-constants';

/** Computes operators whose inputs are all constant, once here and not in every inference. */
export const foldConstants: Rewrite = {
  name,
  apply(subgraph) {
    const budget = new ConstantBudget(subgraph);
    const applied: AppliedRewrite[] = [];
    subgraph.operators = subgraph.operators.filter((operator) => {
      const folded = foldOperator(operator, subgraph, budget);
      if (folded === undefined) return true;
      applied.push({ rewrite: name, tensor: folded.name });
      return false;
    });
    return applied;
  },
};

/** Makes the operator's output a constant, where it can be. */
function foldOperator(
  operator: Operator,
  subgraph: Subgraph,
  budget: ConstantBudget,
): Tensor | undefined {
  const evaluate = EVALUATORS.get(operator.code);
  const [output, ...others] = operator.outputs;
  if (evaluate === undefined || output === undefined || others.length > 0) return undefined;
  if (subgraph.outputs.includes(output) || output.isVariable || isQuantized(output))
    return undefined;
  const inputs = operator.inputs.filter(isReadable);
  if (inputs.length !== operator.inputs.length) return undefined;
  const result = evaluate(operator, inputs);
  if (result?.type !== output.type) return undefined;
  const bytes = bytesOfResult(result);
  const inputBytes = inputs.reduce((sum, { buffer }) => sum + (buffer?.data.byteLength ?? 0), 0);
  if (bytes > Math.max(SMALL_BYTES, inputBytes * LARGEST_GROWTH)) return undefined;
  // No bytes cannot be told from no constant.
  if (bytes === 0 || !budget.take(bytes)) return undefined;
  output.buffer = { data: result.compute() };
  takeShape(output, { shape: result.shape, hasRank: true });
  return output;
}

function isReadable(tensor: Tensor | null): tensor is Tensor {
  return isConstant(tensor) && !isQuantized(tensor) && elementBytes(tensor.type) !== undefined;
}

/** Infinite for a shape that no tensor can have. */
function bytesOfResult({ type, shape }: Result): number {
  const elements = elementCount(shape);
  const isShape = shape.length <= HIGHEST_RANK && shape.every((size) => size >= 0);
  if (!isShape || elements > MAXIMUM_ELEMENTS) return Infinity;
  return elements * (elementBytes(type) ?? Infinity);
}
