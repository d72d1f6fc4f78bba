import { isConstant, type Model, multiplyAdds, type Operator, type Tensor } from '@flotilla/tflite';
import type { TargetRuntime } from '../../operator-rules/operator-rule';
import { DELEGATE_RULES, type DelegateRule } from './delegate-table';
import { partitionCount } from './partitions';
import { refusal } from './refusal';

/** What a delegate is expected to make of the main graph, by its documentation; nothing was measured. */
export interface DelegateOutcome {
  readonly delegate: string;
  readonly operators: number;
  readonly delegatedOperators: number;
  /** Share of the multiply-adds in operators that it takes; `null` where there are none. */
  readonly delegatedMultiplyAdds: number | null;
  /** Pieces that it takes over; each border between them and the rest is crossed at every inference. */
  readonly partitions: number;
  readonly refused: readonly {
    readonly operator: string;
    readonly reason: string;
    readonly count: number;
  }[];
}

/** For the delegates of the runtimes that the file is made for: what 2.9 runs, 2.3 runs too. */
export function delegateOutcomes(model: Model, runtime: TargetRuntime): DelegateOutcome[] {
  return DELEGATE_RULES.filter((rule) => runtime === '2.9' || rule.runtime === runtime).map(
    (rule) => delegateOutcome(model, rule),
  );
}

function delegateOutcome(model: Model, rule: DelegateRule): DelegateOutcome {
  const [main] = model.subgraphs;
  const operators = main?.operators ?? [];
  const foldable = expandedHalves(operators);
  const reasons = new Map(
    operators.map((operator) => [operator, refusal(rule, operator, foldable)] as const),
  );
  const taken = operators.filter((operator) => reasons.get(operator) === undefined);
  const total = sumOfMultiplyAdds(operators);
  return {
    delegate: rule.name,
    operators: operators.length,
    delegatedOperators: taken.length,
    delegatedMultiplyAdds: total === 0 ? null : sumOfMultiplyAdds(taken) / total,
    partitions: main === undefined ? 0 : partitionCount(main, (each) => !reasons.get(each)),
    refused: counted(reasons),
  };
}

/** Weights that are stored as halves behind a DEQUANTIZE, which delegates fold. */
function expandedHalves(operators: readonly Operator[]): Set<Tensor> {
  return new Set(
    operators.flatMap(({ code, inputs: [input], outputs }) =>
      code === 'DEQUANTIZE' && isConstant(input) && input.type === 'FLOAT16' ? outputs : [],
    ),
  );
}

function sumOfMultiplyAdds(operators: readonly Operator[]): number {
  return operators.reduce((sum, operator) => sum + multiplyAdds(operator), 0);
}

function counted(
  reasons: ReadonlyMap<Operator, string | undefined>,
): { operator: string; reason: string; count: number }[] {
  const groups = new Map<string, { operator: string; reason: string; count: number }>();
  for (const [{ code, customCode }, reason] of reasons) {
    if (reason === undefined) continue;
    const operator = customCode ?? code;
    const key = JSON.stringify([operator, reason]);
    const group = groups.get(key) ?? { operator, reason, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
