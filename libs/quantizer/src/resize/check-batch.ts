import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';
import { quantizerError } from '../errors';
import { nameOf } from './infer-shapes';
import type { Shapes } from './input-shapes';

/**
 * Some kernels compute on without a word when a constant that they read (a size, the end of a slice) still speaks of the
 * batch that was: they drop samples, or mix them.
 * @param some shapes under one batch
 * @param others shapes under another one
 * @throws CodedError `RESIZE_REFUSED` with the first operator that does not pass the batch on
 */
export function checkBatch({ inputs, operators }: Subgraph, some: Shapes, others: Shapes): void {
  const firstAxisOf = (tensors: readonly (Tensor | null)[]): boolean =>
    tensors.some((tensor) => tensor !== null && some.get(tensor)?.[0] !== others.get(tensor)?.[0]);
  const differs = (tensor: Tensor | null): tensor is Tensor =>
    tensor !== null && some.get(tensor)?.join() !== others.get(tensor)?.join();
  const following = new Set<Tensor>(inputs.filter(differs));
  for (const operator of operators) {
    const isReading = operator.inputs.some((input) => input !== null && following.has(input));
    if (!isReading || measures(operator)) continue;
    const passing = operator.outputs.filter(differs);
    const isMixing = firstAxisOf(operator.inputs) && !firstAxisOf(passing) && !moves(operator);
    if (passing.length === 0 || isMixing) throw refusal(operator, some, others);
    for (const output of passing) following.add(output);
  }
}

/** It puts axes in another order. */
function moves({ code }: Operator): boolean {
  return code === 'TRANSPOSE';
}

/** What it writes tells the batch in its values, not in its shape. */
function measures({ code }: Operator): boolean {
  return code === 'SHAPE' || code === 'RANK';
}

function refusal(operator: Operator, some: Shapes, others: Shapes) {
  const [output] = operator.outputs;
  const shapes = [some, others].map((each) => (output && each.get(output))?.join('x') ?? 'nothing');
  return quantizerError(
    'RESIZE_REFUSED',
    `The operator ${nameOf(operator)} does not keep samples of another batch apart: it writes ${[...new Set(shapes)].join(' and ')}; ` +
      'export the model with an open batch',
  );
}
