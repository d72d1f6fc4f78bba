import type { BuiltinOperator, TensorType } from '@flotilla/tflite';
import type { TargetRuntime } from '../operator-rules/operator-rule';
import type { Condition } from './conditions/condition';
import type { OperandKind } from './operand-kind';

/** How a delegate takes one operator on one kind of operands. */
export interface DelegateRow {
  /** The highest version of the operator that it takes; absent where it looks at none. */
  readonly highest?: number;
  /** The lowest, where it is not 1. */
  readonly lowest?: number;
  readonly needs?: readonly Condition[];
  /** Types of activations that it takes beside those that stand for reals. */
  readonly also?: readonly TensorType[];
  /** Why its sources do not tell whether it takes the operator. */
  readonly unknown?: string;
}

export type DelegateRows = Readonly<
  Partial<Record<OperandKind, Readonly<Partial<Record<BuiltinOperator, DelegateRow>>>>>
>;

/**
 * What a delegate's sources, documentation or messages say it takes; a kind of operator without a row it leaves to the
 * runtime. Values, and the device's driver, may still make it refuse one.
 */
export interface DelegateRule {
  readonly name: string;
  /** Whose delegate it is: it takes files that are made for this runtime. */
  readonly runtime: TargetRuntime;
  readonly rows: DelegateRows;
  /** Custom operators that it takes, on floats. */
  readonly custom?: readonly string[];
  /** What it needs of every operator. */
  readonly needs?: readonly Condition[];
  /** Why it takes a kind of operands in no operator, where there is more to say. */
  readonly refusals?: Readonly<Partial<Record<OperandKind, string>>>;
  /** How it chooses among the partitions that it could take; by default it takes all. */
  readonly partitions?: PartitionChoice;
  /** Whether the first operator that it refuses sends all that depends on it to the runtime. */
  readonly stopsAtRefusal?: boolean;
  /** What nobody can tell from the file. */
  readonly caveat?: string;
}

export interface PartitionChoice {
  /** It takes so many, the largest. */
  readonly most?: number;
  /** It takes none of fewer operators. */
  readonly smallest?: number;
}

/** Rows of several operators that need the same. */
export function sameRow<Code extends BuiltinOperator>(
  codes: readonly Code[],
  row: DelegateRow = {},
): Record<Code, DelegateRow> {
  return Object.fromEntries(codes.map((code) => [code, row])) as Record<Code, DelegateRow>;
}
