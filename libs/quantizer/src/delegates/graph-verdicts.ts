import { isConstant, type Operator, type Subgraph, type Tensor } from '@flotilla/tflite';
import type { DelegateRule, PartitionChoice } from './delegate-rule';
import { partitionsOf, producers } from './partitions';
import { refuses, type Verdict, verdictOn } from './verdict';

export interface GraphVerdicts {
  readonly verdicts: ReadonlyMap<Operator, Verdict>;
  /** What it takes over, piece by piece. */
  readonly partitions: readonly (readonly Operator[])[];
}

/** What a delegate makes of each operator of a graph, in view of the others. What is unknown is not counted on. */
export function graphVerdicts(rule: DelegateRule, subgraph: Subgraph): GraphVerdicts {
  const { operators } = subgraph;
  const context = { foldable: expandedHalves(operators) };
  const verdicts = new Map(
    operators.map((operator) => [operator, verdictOn(rule, operator, context)] as const),
  );
  if (rule.stopsAtRefusal === true) stopAtRefusals(operators, verdicts);
  const possible = partitionsOf(subgraph, (each) => verdicts.get(each)?.kind === 'takes');
  const partitions = chosen(possible, rule.partitions);
  for (const partition of possible) {
    if (partitions.includes(partition)) continue;
    for (const operator of partition) verdicts.set(operator, leftOut(partition, rule.partitions));
  }
  return { verdicts, partitions };
}

/** Weights that are stored as halves behind a DEQUANTIZE, which delegates fold. */
function expandedHalves(operators: readonly Operator[]): Set<Tensor> {
  return new Set(
    operators.flatMap(({ code, inputs: [input], outputs }) =>
      code === 'DEQUANTIZE' && isConstant(input) && input.type === 'FLOAT16' ? outputs : [],
    ),
  );
}

/**
 * Whatever waits for an operator that stays on the processor stays there too. A QUANTIZE of the graph's inputs may: by its
 * log, the compiler of the Edge TPU goes on behind it.
 */
function stopAtRefusals(operators: readonly Operator[], verdicts: Map<Operator, Verdict>): void {
  const producer = producers(operators);
  for (const operator of operators) {
    if (verdicts.get(operator)?.kind === 'refuses') continue;
    const before = operator.inputs.flatMap((input) => {
      const source = input === null ? undefined : producer.get(input);
      return source === undefined || source.code === 'QUANTIZE' ? [] : verdicts.get(source);
    });
    if (before.some((verdict) => verdict?.kind === 'refuses')) {
      verdicts.set(operator, refuses('it comes after an operator that stays on the processor'));
    } else if (before.some((verdict) => verdict?.kind === 'unknown')) {
      const reason = 'it comes after an operator of which that is unknown';
      verdicts.set(operator, { kind: 'unknown', reason });
    }
  }
}

function chosen<Partition extends readonly Operator[]>(
  partitions: readonly Partition[],
  { most = Infinity, smallest = 1 }: PartitionChoice = {},
): Partition[] {
  return partitions
    .filter(({ length }) => length >= smallest)
    .sort((a, b) => b.length - a.length)
    .slice(0, most);
}

function leftOut(
  { length }: readonly Operator[],
  { most = Infinity, smallest = 1 }: PartitionChoice = {},
): Verdict {
  if (length < smallest)
    return refuses(`it takes no partition of fewer than ${smallest} operators`);
  return refuses(
    most === 1
      ? 'it takes the largest partition alone'
      : `it takes the ${most} largest partitions alone`,
  );
}
