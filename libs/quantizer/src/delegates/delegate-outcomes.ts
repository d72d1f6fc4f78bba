import { type Model, multiplyAdds, type Operator } from '@flotilla/tflite';
import { ruleFor } from '../operator-rules/operator-rules';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { DelegateRule } from './delegate-rule';
import { DELEGATE_RULES } from './delegate-rules';
import { graphVerdicts, type GraphVerdicts } from './graph-verdicts';

/** What a delegate is expected to make of the main graph, by its sources and documentation; nothing was measured. */
export interface DelegateOutcome {
  readonly delegate: string;
  readonly operators: number;
  readonly delegatedOperators: number;
  /** Share of the multiply-adds in operators that it takes; `null` where there are none. */
  readonly delegatedMultiplyAdds: number | null;
  /** Pieces that it takes over; each border between them and the rest is crossed at every inference. */
  readonly partitions: number;
  readonly refused: readonly OperatorsLeft[];
  /** Of which its sources do not tell; counted as left out in the figures above. */
  readonly unknown: readonly OperatorsLeft[];
  /** What nobody can tell from the file. */
  readonly caveat?: string;
}

/** Operators of one kind, with the reason that they share. */
export interface OperatorsLeft {
  readonly operator: string;
  readonly reason: string;
  readonly count: number;
}

/** For the delegates of the runtimes that the file is made for: what 2.9 runs, 2.3 runs too. */
export function delegateOutcomes(model: Model, runtime: TargetRuntime): DelegateOutcome[] {
  return DELEGATE_RULES.filter((rule) => runtime === '2.9' || rule.runtime === runtime).map(
    (rule) => delegateOutcome(model, rule),
  );
}

/** The older runtime if it loads every operator that the rules know, in the version that the file names. */
export function oldestRuntimeOf({ subgraphs }: Model): TargetRuntime {
  const isLoaded = ({ code, version }: Operator): boolean =>
    version <= (ruleFor(code)?.highest['2.9'] ?? Infinity);
  return subgraphs.every(({ operators }) => operators.every(isLoaded)) ? '2.9' : '2.3';
}

function delegateOutcome({ subgraphs: [main] }: Model, rule: DelegateRule): DelegateOutcome {
  const operators = main?.operators ?? [];
  const { verdicts, partitions } =
    main === undefined ? { verdicts: new Map(), partitions: [] } : graphVerdicts(rule, main);
  const taken = partitions.flat();
  const total = sumOfMultiplyAdds(operators);
  return {
    delegate: rule.name,
    operators: operators.length,
    delegatedOperators: taken.length,
    delegatedMultiplyAdds: total === 0 ? null : sumOfMultiplyAdds(taken) / total,
    partitions: partitions.length,
    refused: counted(verdicts, 'refuses'),
    unknown: counted(verdicts, 'unknown'),
    ...(rule.caveat !== undefined && { caveat: rule.caveat }),
  };
}

function sumOfMultiplyAdds(operators: readonly Operator[]): number {
  return operators.reduce((sum, operator) => sum + multiplyAdds(operator), 0);
}

function counted(
  verdicts: GraphVerdicts['verdicts'],
  kind: 'refuses' | 'unknown',
): OperatorsLeft[] {
  const groups = new Map<string, OperatorsLeft>();
  for (const [{ code, customCode }, verdict] of verdicts) {
    if (verdict.kind !== kind) continue;
    const { reason } = verdict;
    const operator = customCode ?? code;
    const key = JSON.stringify([operator, reason]);
    const group = groups.get(key) ?? { operator, reason, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}
