import type { Operator, Subgraph, Tensor } from '@flotilla/tflite';

/**
 * The pieces of a graph that a delegate can take over. As TensorFlow Lite cuts it (`graph_info.cc`): operators are gathered
 * in order of execution, each piece as long as what it needs is there already, delegated and other pieces by turns.
 */
export function partitionsOf(
  { operators }: Subgraph,
  isDelegated: (operator: Operator) => boolean,
): Operator[][] {
  const producer = producers(operators);
  const turns = new Map<Operator, number>();
  const pieces = new Map<number, Operator[]>();
  let begins: boolean | undefined;
  for (const operator of operators) {
    const needed = turnNeeded(operator, producer, turns);
    // It waits for one behind it, or on a circle: no runtime loads that.
    if (needed === undefined) continue;
    const delegated = isDelegated(operator);
    begins ??= delegated;
    const isItsTurn = (needed % 2 === 0) === (delegated === begins);
    const turn = isItsTurn ? needed : needed + 1;
    turns.set(operator, turn);
    if (!delegated) continue;
    const piece = pieces.get(turn);
    if (piece === undefined) pieces.set(turn, [operator]);
    else piece.push(operator);
  }
  return [...pieces].sort(([one], [other]) => one - other).map(([, piece]) => piece);
}

/** The turn in which the last of an operator's inputs is written. */
function turnNeeded(
  { inputs }: Operator,
  producer: ReadonlyMap<Tensor, Operator>,
  turns: ReadonlyMap<Operator, number>,
): number | undefined {
  let needed = 0;
  for (const input of inputs) {
    const source = input === null ? undefined : producer.get(input);
    if (source === undefined) continue;
    const turn = turns.get(source);
    if (turn === undefined) return undefined;
    needed = Math.max(needed, turn);
  }
  return needed;
}

/** What writes each activation. */
export function producers(operators: readonly Operator[]): Map<Tensor, Operator> {
  return new Map(
    operators.flatMap((operator) => operator.outputs.map((output) => [output, operator] as const)),
  );
}
