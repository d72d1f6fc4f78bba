import type { DelegateOutcome, OperatorsLeft } from '../../delegates/delegate-outcomes';
import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { percent } from './quantities';
import { table } from './table';

/** What delegates are expected to take, and which runtimes ran the file. */
export function delegatesSection({ delegates, runtimes }: QuantizationReport): Markup {
  return markup`<section><h2>Delegates and runtimes</h2><p class="note">What each delegate takes by its sources and documentation, and the operators that it leaves to the runtime’s own kernels. Of some nothing tells; they are counted as left. Nothing here was measured.</p>${table(
    [
      { head: 'delegate', cell: named },
      {
        head: 'operators',
        kind: 'number',
        cell: ({ delegatedOperators, operators }) => `${delegatedOperators} of ${operators}`,
      },
      {
        head: 'multiply-adds',
        kind: 'number',
        cell: ({ delegatedMultiplyAdds }) => percent(delegatedMultiplyAdds),
      },
      { head: 'partitions', kind: 'number', cell: ({ partitions }) => partitions },
      { head: 'leaves', cell: ({ refused }) => leftOperators(refused) },
      { head: 'unknown', cell: ({ unknown }) => leftOperators(unknown) },
    ],
    delegates,
  )}${
    runtimes.length === 0
      ? markup`<p class="note">The file was run in no runtime.</p>`
      : markup`<h3>Runtimes</h3>${table(
          [
            { head: 'runtime', cell: ({ runtime, version }) => `${runtime} ${version}` },
            { head: 'role', cell: ({ isTarget }) => (isTarget ? 'target' : 'other') },
            {
              head: 'loads and runs',
              cell: ({ runs, message }) => (runs ? 'yes' : `no: ${message ?? ''}`),
            },
          ],
          runtimes,
        )}`
  }</section>`;
}

function named({ delegate, caveat }: DelegateOutcome): Markup {
  return caveat === undefined
    ? markup`${delegate}`
    : markup`${delegate}<div class="note">${caveat}</div>`;
}

/** One line a reason, with the kinds of operator that it holds for. */
function leftOperators(left: readonly OperatorsLeft[]): Markup {
  if (left.length === 0) return markup`nothing`;
  const kinds = new Map<string, string[]>();
  for (const { operator, count, reason } of left)
    kinds.set(reason, [...(kinds.get(reason) ?? []), `${count}\u00a0×\u00a0${operator}`]);
  return markup`${[...kinds].map(
    ([reason, operators]) => markup`<div>${operators.join(', ')}: ${reason}</div>`,
  )}`;
}
