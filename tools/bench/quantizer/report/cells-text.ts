import { align } from '../../table.mjs';
import { median } from '../../judge.mjs';
import { type Built, type Cell, isFault, type Judged, type JudgedSide } from '../cell';
import type { FileCounts } from '../counts/file-counts';
import { decibels, type Verdict } from '../judge/verdict';
import { cpu, peak, wall } from './cost-figures';
import { gains } from './gains';

const HEAD = [
  'scheme',
  'dB ours',
  'dB peer',
  'gain',
  'dB 2.9',
  'float ops',
  'float M',
  'file %',
  'weights %',
  'wall s',
  'cpu s',
  'MB',
  'ms',
];

/** A table a model: one line a scheme, ours / the peer's where both have a value. */
export function cellsText(all: readonly Cell[]): string {
  const cells = all.filter((cell) => !isAbsentEffort(cell));
  const models = [...new Set(cells.map(({ model }) => model))];
  const blocks = models.map((model) => {
    const own = cells.filter((cell) => cell.model === model);
    const [first] = own;
    const floor = first?.floor ? `, floor ${snrs(first.floor)} dB` : '';
    const lines = align([HEAD, ...own.map(row)]).map((line) => `  ${line}`);
    return [`${model}${floor}`, ...lines].join('\n');
  });
  return [LEGEND, ...blocks, ...notes(cells)].join('\n\n');
}

/** An effort that the command line lacks has its line among the figures, and nothing to show here. */
function isAbsentEffort({ effort, ours }: Cell): boolean {
  return effort !== 'default' && ours.side.status === 'not built';
}

const LEGEND =
  'ours / the peer’s · dB: SNR of each output against the float model, in LiteRT 2.3, ours also in native 2.9 · float ops, float M: operators and million multiply-adds left in float · file, weights: % of float · wall, cpu, MB: of the whole command · ms: int8 inference, ours / the peer’s / float';

function row(cell: Cell): string[] {
  const { ours, peer, floatBytes, floatWeightBytes } = cell;
  const ofCounts = (format: (counts: FileCounts) => string): string =>
    pair(ours, peer, ({ counts }) => (counts && !isFault(counts) ? format(counts) : undefined));
  const ofBuilt = (format: (built: Built) => string): string =>
    pair(ours, peer, ({ side }) => (side.status === 'built' ? format(side.built) : undefined));
  return [
    `${cell.scheme}${cell.effort === 'best' ? ' (best)' : ''}`,
    sideSnrs(ours),
    sideSnrs(peer),
    gainText(cell),
    cell.native ? snrs(cell.native) : '',
    ofCounts(({ floatOperators }) => String(floatOperators)),
    ofCounts(({ floatMultiplyAdds }) => (floatMultiplyAdds / 1e6).toFixed(1)),
    ofCounts(({ sizeBytes }) => ((100 * sizeBytes) / floatBytes).toFixed(1)),
    ofCounts(({ weightBytes }) => ((100 * weightBytes) / floatWeightBytes).toFixed(1)),
    ofBuilt((built) => `${(wall(built) / 1000).toFixed(1)}${built.measuredNow ? '' : '*'}`),
    ofBuilt((built) => (cpu(built) / 1000).toFixed(1)),
    ofBuilt((built) => (peak(built) / 1e6).toFixed(0)),
    latencyText(cell),
  ];
}

function pair(
  ours: JudgedSide,
  peer: JudgedSide,
  format: (side: JudgedSide) => string | undefined,
): string {
  const [left, right] = [format(ours), format(peer)];
  return left === undefined && right === undefined ? '' : `${left ?? '—'} / ${right ?? '—'}`;
}

function sideSnrs({ side, litert }: JudgedSide): string {
  if (side.status !== 'built') return side.status;
  return litert === undefined ? '' : snrs(litert);
}

function snrs(verdict: Judged<Verdict>): string {
  if (isFault(verdict)) return 'refused';
  return verdict.outputs
    .map(({ snrDb }) => (typeof snrDb === 'number' ? decibels(snrDb).toFixed(1) : snrDb))
    .join(' ');
}

function gainText(cell: Cell): string {
  return gains(cell, cell.peer.litert)
    .map(({ value }) => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(1)}`)
    .join(' ');
}

function latencyText({ latencies }: Cell): string {
  if (latencies === undefined || isFault(latencies)) return '';
  return [latencies.ours, latencies.peer, latencies.float]
    .map((times) => (median(times) ?? NaN).toFixed(2))
    .join(' / ');
}

/** What the table has no room for. */
function notes(cells: readonly Cell[]): string[] {
  const faults = cells.flatMap(({ model, scheme, ours, peer, native, latencies }) => {
    const at = `${model}, ${scheme}`;
    return [
      ...sideFaults(`${at}, ours`, ours),
      ...sideFaults(`${at}, the peer’s`, peer),
      ...(isFault(native) ? [`${at}, ours in native 2.9: ${native.fault}`] : []),
      ...(isFault(latencies) ? [`${at}, timing: ${latencies.fault}`] : []),
    ];
  });
  const cached = cells.some(
    ({ peer: { side } }) => side.status === 'built' && !side.built.measuredNow,
  );
  return [
    ...(faults.length > 0 ? [faults.join('\n')] : []),
    ...(cached
      ? ['* run in an earlier session: times are not compared with it; --fresh runs the peer again']
      : []),
  ];
}

function sideFaults(at: string, { side, litert, counts }: JudgedSide): string[] {
  return [
    ...(side.status === 'failed' ? [`${at}: ${side.fault}`] : []),
    ...(isFault(litert) ? [`${at} in LiteRT 2.3: ${litert.fault}`] : []),
    ...(isFault(counts) ? [`${at} cannot be read: ${counts.fault}`] : []),
  ];
}
