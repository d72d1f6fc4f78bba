import type { BuiltinOperator } from '@flotilla/tflite';
import type { Condition } from './condition';
import type {
  Constraint,
  KernelFamily,
  KernelRule,
  KernelVersion,
  Limit,
  OperatorRule,
  TargetRuntime,
} from './operator-rule';

export const FREE: Constraint = { kind: 'free' };
export const SAME_AS_INPUT: Constraint = { kind: 'same-as-input' };
export const SAME_AS_OUTPUT: Constraint = { kind: 'same-as-output' };

export function fixed(scale: number, zeroPoint: number): Constraint {
  return { kind: 'fixed', scale, zeroPoint };
}

/** A rule with the usual values: a free output, all inputs and outputs activations, no kernel but the float one. */
export function rule(
  code: BuiltinOperator,
  highest: Readonly<Record<TargetRuntime, number>>,
  facts: Partial<Omit<OperatorRule, 'code' | 'highest'>> = {},
): OperatorRule {
  return {
    code,
    constraint: FREE,
    data: 'all',
    outputs: 'all',
    kernels: {},
    limits: [],
    highest,
    ...facts,
  };
}

/** The highest versions of 2.9 and 2.3, in this order. */
export function highest(of29: number, of23: number): Readonly<Record<TargetRuntime, number>> {
  return { '2.9': of29, '2.3': of23 };
}

/** A kernel announced by one version, or by the first whose condition holds. */
export function kernel(
  version: number | readonly [...(readonly [Condition, number])[], number],
  facts: Partial<Omit<KernelRule, 'versions'>> = {},
): KernelRule {
  return { versions: versionsOf(version), ...facts };
}

function versionsOf(
  version: number | readonly [...(readonly [Condition, number])[], number],
): KernelVersion[] {
  if (typeof version === 'number') return [{ version }];
  return version.map((entry) =>
    typeof entry === 'number' ? { version: entry } : { when: entry[0], version: entry[1] },
  );
}

/** Why kernels of these families are there and not used. */
export function limit(reason: string, ...families: readonly KernelFamily[]): Limit {
  return { families, reason };
}
