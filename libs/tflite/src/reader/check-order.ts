import { ModelError } from '../errors';
import type { Subgraph, Tensor } from '../model';

/** Operators stand in execution order: nothing is computed twice, over a constant, or read before it is computed. */
export function checkOrder(subgraph: Subgraph, what: string): void {
  const producer = new Map<Tensor, number>();
  subgraph.operators.forEach((operator, index) => {
    for (const output of operator.outputs) {
      if (producer.has(output) || output.buffer) {
        throw new ModelError('MALFORMED', `cannot read ${what}: "${output.name}" is written twice`);
      }
      producer.set(output, index);
    }
  });
  subgraph.operators.forEach((operator, index) => {
    for (const input of operator.inputs) {
      const made = input ? producer.get(input) : undefined;
      if (input && made !== undefined && made >= index) {
        throw new ModelError(
          'MALFORMED',
          `cannot read ${what}: operator ${index} reads "${input.name}", which operator ${made} computes`,
        );
      }
    }
  });
}
