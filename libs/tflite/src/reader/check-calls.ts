import { ModelError } from '../errors';
import { calledSubgraphs } from '../graph/called-subgraphs';
import type { Model } from '../model';

/** Every called subgraph exists, and none calls itself: runtimes recurse into them without a limit. */
export function checkCalls(model: Model): void {
  const calls = model.subgraphs.map((subgraph) =>
    subgraph.operators.flatMap((operator) => calledSubgraphs(operator.options)),
  );
  // Kahn's algorithm: take away subgraphs whose callers are all gone; what a cycle holds is left over.
  const callers = new Array<number>(calls.length).fill(0);
  for (const index of calls.flat()) {
    const known = callers[index];
    if (known === undefined) {
      throw new ModelError(
        'MALFORMED',
        `cannot resolve a call: subgraph ${index} of ${calls.length}`,
      );
    }
    callers[index] = known + 1;
  }
  const free = callers.flatMap((count, index) => (count === 0 ? [index] : []));
  let done = 0;
  for (let next = free.pop(); next !== undefined; next = free.pop()) {
    done++;
    for (const index of calls[next] ?? []) {
      const left = (callers[index] ?? 0) - 1;
      callers[index] = left;
      if (left === 0) free.push(index);
    }
  }
  if (done < calls.length)
    throw new ModelError(
      'MALFORMED',
      'cannot read a model whose subgraphs call each other in a circle',
    );
}
