import type { DelegateOutcome } from '../delegates/delegate-outcomes';
import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { percent } from './quantities';
import { table } from './table';

/** What delegates are expected to take, and which runtimes ran the file. */
export function delegatesSection({ delegates, runtimes }: QuantizationReport): Markup {
  return markup`<section><h2>Delegates and runtimes</h2><p class="note">What each delegate takes by its documentation, beside the operators that it leaves to the runtime’s own kernels. Nothing here was measured.</p>${table(
    [
      { head: 'delegate', cell: ({ delegate }) => delegate },
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
      { head: 'refuses', cell: refusals },
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

/** One line a reason, with the kinds of operator that it holds for. */
function refusals({ refused }: DelegateOutcome): Markup {
  if (refused.length === 0) return markup`nothing`;
  const kinds = new Map<string, string[]>();
  for (const { operator, count, reason } of refused)
    kinds.set(reason, [...(kinds.get(reason) ?? []), `${count}\u00a0×\u00a0${operator}`]);
  return markup`${[...kinds].map(
    ([reason, operators]) => markup`<div>${operators.join(', ')}: ${reason}</div>`,
  )}`;
}
