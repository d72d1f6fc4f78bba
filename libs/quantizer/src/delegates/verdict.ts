import type { Operator } from '@flotilla/tflite';
import type { ConditionContext } from './conditions/condition';
import type { DelegateRow, DelegateRule } from './delegate-rule';
import { operandsOf, type OperandKind } from './operand-kind';

/** What a delegate is expected to make of an operator. */
export type Verdict =
  | { readonly kind: 'takes' }
  | { readonly kind: 'refuses'; readonly reason: string }
  /** Its sources do not tell. */
  | { readonly kind: 'unknown'; readonly reason: string };

export const TAKES: Verdict = { kind: 'takes' };

export function refuses(reason: string): Verdict {
  return { kind: 'refuses', reason };
}

/** For one operator by itself, whatever becomes of those around it. */
export function verdictOn(
  rule: DelegateRule,
  operator: Operator,
  context: ConditionContext,
): Verdict {
  const { kind, others } = operandsOf(operator);
  const row = rowFor(rule, operator, kind);
  if (row === undefined) return refuses(lackOf(rule, operator, kind));
  const other = others.find((type) => !row.also?.includes(type));
  if (other !== undefined) return refuses(`it takes no ${other} activations`);
  const reason = versionReason(row, operator) ?? conditionReason(rule, row, operator, context);
  if (reason !== undefined) return refuses(reason);
  return row.unknown === undefined ? TAKES : { kind: 'unknown', reason: row.unknown };
}

function rowFor(
  { rows, custom }: DelegateRule,
  { code, customCode }: Operator,
  kind: OperandKind | undefined,
): DelegateRow | undefined {
  if (kind === undefined) return undefined;
  if (code !== 'CUSTOM') return rows[kind]?.[code];
  return kind === 'float32' && custom?.includes(customCode ?? '') ? {} : undefined;
}

/** Why there is no row. */
function lackOf(
  { rows, refusals }: DelegateRule,
  { code, customCode }: Operator,
  kind: OperandKind | undefined,
): string {
  const name = customCode ?? code;
  switch (kind) {
    case undefined:
      return `it has no ${name}`;
    case 'hybrid':
      return 'it takes no integer weights beside float activations';
    case 'integer-weights':
      return 'it expands no integer weights';
    case 'float16-weights':
      return 'it expands no float16 weights';
    case 'float32':
    case 'int8':
    case 'uint8':
    case 'int16':
      if (rows[kind] === undefined) return refusals?.[kind] ?? `it takes no ${kind} activations`;
      return kind === 'float32' ? `it has no ${name}` : `it has no ${kind} ${name}`;
  }
}

function versionReason({ lowest = 1, highest }: DelegateRow, { version }: Operator) {
  if (version < lowest) return `it takes version ${lowest} and this is ${version}`;
  if (highest === undefined || version <= highest) return undefined;
  return `it takes versions up to ${highest} and this is ${version}`;
}

function conditionReason(
  rule: DelegateRule,
  row: DelegateRow,
  operator: Operator,
  context: ConditionContext,
): string | undefined {
  for (const condition of [...(rule.needs ?? []), ...(row.needs ?? [])]) {
    const reason = condition(operator, context);
    if (reason !== undefined) return reason;
  }
  return undefined;
}
