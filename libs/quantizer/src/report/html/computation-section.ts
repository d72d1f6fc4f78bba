import type { FloatIsland } from '../float-islands';
import type { QuantizationReport } from '../quantization-report';
import { type Markup, markup } from './markup';
import { counted, large, percent } from './quantities';
import { bar, type Column, table } from './table';

/** Where the model computes, and what stays float for which reason. */
export function computationSection(report: QuantizationReport): Markup {
  const { computation } = report;
  const total = computation.multiplyAdds;
  const share = (count: number): number => (total === 0 ? 0 : count / total);
  return markup`<section><h2>Arithmetic</h2><p class="note">${large(total)} multiply-adds an inference, padding included, by how operators run.</p>${table(
    [
      { head: 'scheme', cell: ({ scheme }) => scheme },
      { head: 'operators', kind: 'number', cell: ({ operators }) => operators },
      { head: 'multiply-adds', kind: 'number', cell: ({ multiplyAdds }) => large(multiplyAdds) },
      {
        head: 'share',
        kind: 'number',
        cell: ({ multiplyAdds }) => percent(total === 0 ? null : share(multiplyAdds)),
      },
      { head: '', cell: ({ multiplyAdds }) => bar(share(multiplyAdds)) },
    ],
    computation.byScheme,
  )}${leftFloat(report)}${islands(report)}</section>`;
}

interface Reason {
  readonly operator: string;
  readonly reason: string;
  readonly count: number;
  readonly multiplyAdds: number;
}

function leftFloat({ leftFloat: left, scheme }: QuantizationReport): Markup {
  if (left.length === 0)
    return markup`<p class="note">Nothing that ${scheme} is for stays float.</p>`;
  const groups = new Map<string, Reason>();
  for (const { operator, reason, multiplyAdds } of left) {
    const key = JSON.stringify([operator, reason]);
    const group = groups.get(key) ?? { operator, reason, count: 0, multiplyAdds: 0 };
    groups.set(key, {
      ...group,
      count: group.count + 1,
      multiplyAdds: group.multiplyAdds + multiplyAdds,
    });
  }
  return markup`<h3>Left float</h3>${table<Reason>(
    [
      { head: 'operator', cell: ({ operator }) => operator },
      { head: 'times', kind: 'number', cell: ({ count }) => count },
      { head: 'multiply-adds', kind: 'number', cell: ({ multiplyAdds }) => large(multiplyAdds) },
      { head: 'because', cell: ({ reason }) => reason },
    ],
    [...groups.values()],
  )}<details><summary>${counted(left.length, 'operator')} by output</summary>${table(
    [
      { head: 'output', kind: 'name', cell: ({ output }) => output },
      { head: 'operator', cell: ({ operator }) => operator },
      { head: 'because', cell: ({ reason }) => reason },
    ],
    left,
  )}</details>`;
}

/** How many islands are shown before the rest is folded away. */
const SHOWN_ISLANDS = 5;

function islands({ floatIslands }: QuantizationReport): Markup {
  if (floatIslands.length === 0) return markup``;
  const rest = floatIslands.slice(SHOWN_ISLANDS);
  return markup`<h3>Float islands</h3><p class="note">Float operators among integer ones, gathered by the activations that they hand on; each costs conversions in and out.</p>${table(
    ISLANDS,
    floatIslands.slice(0, SHOWN_ISLANDS),
  )}${
    rest.length === 0
      ? ''
      : markup`<details><summary>${counted(rest.length, 'further island')}</summary>${table(ISLANDS, rest)}</details>`
  }`;
}

const ISLANDS: readonly Column<FloatIsland>[] = [
  { head: 'operators', kind: 'number', cell: ({ operators }) => operators.length },
  {
    head: 'kinds',
    cell: ({ operators }) => [...new Set(operators.map(({ operator }) => operator))].join(', '),
  },
  { head: 'first output', kind: 'name', cell: ({ operators }) => operators[0]?.output ?? '' },
  { head: 'multiply-adds', kind: 'number', cell: ({ multiplyAdds }) => large(multiplyAdds) },
];
