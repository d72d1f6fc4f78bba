import { ModelError } from '../errors';
import type { Subgraph, Tensor } from '../model';

/**
 * Operators stand in execution order: nothing is computed twice or over an input or a constant, and nothing is read before it is
 * there. Runtimes do not check this, and read memory that they never allocated.
 */
export function checkOrder(subgraph: Subgraph, what: string): void {
  const inputs = new Set(subgraph.inputs);
  const computed = new Set<Tensor>();
  const isThere = (tensor: Tensor): boolean =>
    computed.has(tensor) || inputs.has(tensor) || needsNoProducer(tensor);
  subgraph.operators.forEach((operator, index) => {
    for (const input of operator.inputs) {
      if (input && !isThere(input)) {
        throw fault(what, `operator ${index} reads "${input.name}" before anything computes it`);
      }
    }
    for (const output of operator.outputs) {
      if (computed.has(output) || output.buffer || inputs.has(output)) {
        throw fault(what, `operator ${index} writes "${output.name}" over`);
      }
      computed.add(output);
    }
  });
  for (const output of subgraph.outputs) {
    if (!isThere(output)) throw fault(what, `nothing computes the output "${output.name}"`);
  }
}

/** Constants, state, and tensors without elements, such as the shape of a scalar. */
function needsNoProducer({ buffer, isVariable, shape }: Tensor): boolean {
  return buffer !== undefined || isVariable || shape.includes(0);
}

function fault(what: string, problem: string): ModelError {
  return new ModelError('MALFORMED', `cannot read ${what}: ${problem}`);
}
