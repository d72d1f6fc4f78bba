import type { DelegateOutcome, OperatorsLeft } from '@flotilla/quantizer';
import { counted, share } from './quantities';
import { table } from './table';

/** As many reasons as are told of one delegate, and kinds of operator for one reason; the JSON holds them all. */
const MOST_REASONS = 3;
const MOST_KINDS = 3;

/** What delegates are expected to take of a model, for people; the reasons in lines of their own. */
export function delegatesText(delegates: readonly DelegateOutcome[]): string {
  return table(
    ['delegate', 'takes', 'multiply-adds', 'partitions', 'leaves'],
    delegates.flatMap(rowsOf),
  );
}

function rowsOf(outcome: DelegateOutcome): (string | number)[][] {
  const { delegate, operators, delegatedOperators, delegatedMultiplyAdds, partitions } = outcome;
  const reasons = [
    ...byReason(outcome.refused),
    ...byReason(outcome.unknown).map((line) => `unknown: ${line}`),
  ];
  const more = reasons.length - MOST_REASONS;
  const [first = '', ...others] = [
    ...reasons.slice(0, MOST_REASONS),
    ...(more > 0 ? [`and for ${counted(more, 'more reason')}`] : []),
  ];
  return [
    [
      delegate,
      `${delegatedOperators} of ${operators}`,
      delegatedMultiplyAdds === null ? '' : share(delegatedMultiplyAdds, 1),
      partitions,
      first,
    ],
    ...others.map((line) => ['', '', '', '', line]),
  ];
}

/** Kinds of operator that are left for the same reason, in one line. */
function byReason(left: readonly OperatorsLeft[]): string[] {
  const kinds = new Map<string, string[]>();
  for (const { operator, count, reason } of left) {
    kinds.set(reason, [...(kinds.get(reason) ?? []), `${count} × ${operator}`]);
  }
  return [...kinds].map(([reason, operators]) => {
    const shown = operators.slice(0, MOST_KINDS).join(', ');
    return `${shown}${operators.length > MOST_KINDS ? ', …' : ''}: ${reason}`;
  });
}
