import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';

/**
 * How many pieces of a graph a delegate takes over. As TensorFlow Lite cuts it (`graph_info.cc`): operators are gathered
 * in order of execution, each piece as long as what it needs is there already.
 */
export function partitionCount(
  { operators }: Subgraph,
  isDelegated: (operator: Operator) => boolean,
): number {
  const producer = new Map<Tensor, Operator>();
  for (const operator of operators) {
    for (const output of operator.outputs) producer.set(output, operator);
  }
  const done = new Set<Operator>();
  const isReady = ({ inputs }: Operator): boolean =>
    inputs.every((input) => {
      const source = input === null ? undefined : producer.get(input);
      return source === undefined || done.has(source);
    });
  let partitions = 0;
  while (done.size < operators.length) {
    const before = done.size;
    let delegated: boolean | undefined;
    for (const operator of operators) {
      if (done.has(operator) || !isReady(operator)) continue;
      delegated ??= isDelegated(operator);
      if (isDelegated(operator) === delegated) done.add(operator);
    }
    // A circle, which no runtime loads.
    if (done.size === before) return partitions;
    if (delegated === true) partitions += 1;
  }
  return partitions;
}
