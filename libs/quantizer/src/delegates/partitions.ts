import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';

/**
 * The pieces of a graph that a delegate can take over. As TensorFlow Lite cuts it (`graph_info.cc`): operators are gathered
 * in order of execution, each piece as long as what it needs is there already.
 */
export function partitionsOf(
  { operators }: Subgraph,
  isDelegated: (operator: Operator) => boolean,
): Operator[][] {
  const producer = producers(operators);
  const done = new Set<Operator>();
  const isReady = ({ inputs }: Operator): boolean =>
    inputs.every((input) => {
      const source = input === null ? undefined : producer.get(input);
      return source === undefined || done.has(source);
    });
  const partitions: Operator[][] = [];
  while (done.size < operators.length) {
    const gathered: Operator[] = [];
    let delegated: boolean | undefined;
    for (const operator of operators) {
      if (done.has(operator) || !isReady(operator)) continue;
      delegated ??= isDelegated(operator);
      if (isDelegated(operator) !== delegated) continue;
      done.add(operator);
      gathered.push(operator);
    }
    // A circle, which no runtime loads.
    if (gathered.length === 0) return partitions;
    if (delegated === true) partitions.push(gathered);
  }
  return partitions;
}

/** What writes each activation. */
export function producers(operators: readonly Operator[]): Map<Tensor, Operator> {
  return new Map(
    operators.flatMap((operator) => operator.outputs.map((output) => [output, operator] as const)),
  );
}
