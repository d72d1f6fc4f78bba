import type { ComparedTensor } from '@flotilla/evaluation';
import { type Markup, markup } from './markup';
import { snr } from './quantities';

const LEFT = 44;
const TOP = 8;
const HEIGHT = 220;
const WIDTH = 960;
const LEAST_COLUMN = 4;
const MOST_COLUMN = 57;

/** Where a tensor counts as good, fair or poor; the colours say nothing that the axis does not. */
const GOOD_DB = 25;
const FAIR_DB = 10;

export interface PlottedTensor extends ComparedTensor {
  /** The kind of operator that computes it. */
  readonly operator: string;
}

/** Signal-to-noise ratio of each activation, in order of execution; long graphs scroll. */
export function errorPlot(tensors: readonly PlottedTensor[]): Markup {
  const column = Math.min(
    MOST_COLUMN,
    Math.max(LEAST_COLUMN, (WIDTH - LEFT) / Math.max(1, tensors.length)),
  );
  const width = Math.ceil(LEFT + column * tensors.length);
  const ratios = tensors.flatMap(({ snrDb }) => snrDb ?? []);
  const lowest = Math.min(0, ...ratios.map((ratio) => 10 * Math.floor(ratio / 10)));
  const highest = Math.max(40, ...ratios.map((ratio) => 10 * Math.ceil(ratio / 10)));
  const y = (db: number): number => TOP + (HEIGHT * (highest - db)) / (highest - lowest);
  const step = highest - lowest > 80 ? 20 : 10;
  const ticks = Array.from(
    { length: Math.floor((highest - lowest) / step) + 1 },
    (_, at) => lowest + at * step,
  );
  return markup`<div class="scroll"><svg width="${width}" height="${HEIGHT + TOP + 24}" role="img" aria-label="signal-to-noise ratio of each activation in order of execution">${ticks.map(
    (db) =>
      markup`<line class="${db === 0 ? 'axis' : 'grid'}" x1="${LEFT}" x2="${width}" y1="${y(db)}" y2="${y(db)}"/><text x="${LEFT - 6}" y="${y(db) + 4}" text-anchor="end">${db}</text>`,
  )}<text x="${LEFT}" y="${HEIGHT + TOP + 18}">dB over the order of execution →</text>${tensors.map(
    (tensor, at) => plotted(tensor, { x: LEFT + at * column, column, highest, y }),
  )}</svg></div><p class="note"><span class="key good" style="margin-left:0"></span>${GOOD_DB} dB and more<span class="key fair"></span>${FAIR_DB} to ${GOOD_DB} dB<span class="key poor"></span>less<span class="key none"></span>exact, or nothing to compare with</p>`;
}

interface Place {
  readonly x: number;
  readonly column: number;
  readonly highest: number;
  readonly y: (db: number) => number;
}

function plotted(tensor: PlottedTensor, { x, column, highest, y }: Place): Markup {
  const { snrDb, name, operator, type } = tensor;
  const [from, to] = [y(Math.max(0, snrDb ?? highest)), y(Math.min(0, snrDb ?? 0))];
  const gap = column > 6 ? 2 : 0.5;
  return markup`<g class="column"><title>${name}\n${operator}, ${type}: ${snr(tensor)}</title><rect class="hit" x="${x.toFixed(1)}" y="${TOP}" width="${column.toFixed(1)}" height="${HEIGHT}"/><rect class="bar ${quality(snrDb)}" x="${(x + gap / 2).toFixed(1)}" y="${from.toFixed(1)}" width="${(column - gap).toFixed(1)}" height="${Math.max(1, to - from).toFixed(1)}"/></g>`;
}

function quality(snrDb: number | null): string {
  if (snrDb === null) return 'none';
  if (snrDb >= GOOD_DB) return 'good';
  return snrDb >= FAIR_DB ? 'fair' : 'poor';
}
