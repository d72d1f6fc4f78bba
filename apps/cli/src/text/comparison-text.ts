import type { ComparedTensor } from '@flotilla/evaluation';
import type { Comparison } from '../model/comparison';
import { counted } from './quantities';
import { table } from './table';

/** How far two models lie apart, for people. */
export function comparisonText({
  reference,
  model,
  runtime,
  delegate,
  sampleCount,
  outputs,
  tensors,
  unmatchedTensors = 0,
}: Comparison): string {
  return [
    `${model} beside ${reference}: ${counted(sampleCount, 'sample')}, ${runtime.name} ${runtime.version} (${delegate})`,
    '',
    comparisonTable('output', outputs),
    ...(tensors ? ['', comparisonTable('tensor', tensors)] : []),
    ...(unmatchedTensors > 0
      ? ['', `${counted(unmatchedTensors, 'tensor')} of ${reference} without a like`]
      : []),
  ].join('\n');
}

/** One line a tensor; columns that say nothing of any of them are left out. */
export function comparisonTable(what: string, compared: readonly ComparedTensor[]): string {
  const columns = COLUMNS.filter(({ cell }) => compared.some((each) => cell(each) !== ''));
  return table(
    [what, 'type', ...columns.map(({ head }) => head)],
    compared.map((each) => [
      JSON.stringify(each.name),
      each.type,
      ...columns.map(({ cell }) => cell(each)),
    ]),
  );
}

interface Column {
  readonly head: string;
  readonly cell: (compared: ComparedTensor) => string;
}

const COLUMNS: readonly Column[] = [
  { head: 'SNR', cell: snr },
  { head: 'cosine', cell: ({ cosine }) => cosine?.toFixed(6) ?? '' },
  { head: 'max error', cell: ({ maxAbsoluteError }) => maxAbsoluteError.toPrecision(3) },
  { head: 'KL (nats)', cell: ({ klDivergence }) => klDivergence?.toPrecision(3) ?? '' },
  {
    head: 'same top-1',
    cell: ({ top1Agreement }) =>
      top1Agreement === null ? '' : `${top1Agreement.successes} of ${top1Agreement.count}`,
  },
  { head: 'values', cell: ({ values }) => values.toLocaleString('en-US') },
];

function snr({ snrDb, maxAbsoluteError, values }: ComparedTensor): string {
  if (snrDb !== null) return `${snrDb.toFixed(1)} dB`;
  if (values === 0) return '';
  return maxAbsoluteError === 0 ? 'exact' : 'no signal';
}
