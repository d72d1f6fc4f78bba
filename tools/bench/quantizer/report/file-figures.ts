import type { Figure } from '../../judge.mjs';
import { type Cell, isFault, type JudgedSide } from '../cell';
import type { FileCounts } from '../counts/file-counts';
import { BENCH_SCHEMES } from '../schemes';
import { BARS } from './bars';
import { extreme, middle } from './figure-parts';
import type { Point } from './gains';

/** What can be said of a file without running it, and that it runs. */
export function fileFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  if (cells.length === 0) return [];
  const description = BENCH_SCHEMES.find(({ name }) => name === scheme);
  return [
    runsFigure(scheme, cells),
    ...(description?.integer ? integerFigures(scheme, cells) : []),
    ...(scheme === 'int8' ? sizeFigures(scheme, cells) : []),
  ];
}

function runsFigure(scheme: string, cells: readonly Cell[]): Figure {
  const refusals = cells.flatMap(({ model, ours, native }) => [
    ...(isFault(ours.litert) ? [`${model}, LiteRT 2.3: ${ours.litert.fault}`] : []),
    ...(isFault(native) ? [`${model}, TensorFlow Lite 2.9: ${native.fault}`] : []),
  ]);
  const built = cells.filter(({ ours }) => ours.side.status === 'built');
  const points =
    built.length === 0 ? [] : [{ value: refusals.length, where: `of ${built.length} files` }];
  const facts = extreme('largest', `${scheme}: refusals by a target runtime`, '', points, cells);
  return { ...facts, missing: [...new Set([...(facts.missing ?? []), ...refusals])], atMost: 0 };
}

/** Honest integers: nothing may be left in float that the peer does not leave, too. */
function integerFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  const beyond = (of: (counts: FileCounts) => number): Point[] =>
    compared(cells, (ours, peer) => of(ours) - of(peer));
  return [
    {
      ...extreme(
        'largest',
        `${scheme}: float operators beyond the peer's`,
        '',
        beyond(({ floatOperators }) => floatOperators),
        cells,
      ),
      atMost: 0,
    },
    {
      ...extreme(
        'largest',
        `${scheme}: float multiply-adds beyond the peer's`,
        'M',
        beyond(({ floatMultiplyAdds }) => floatMultiplyAdds / 1e6),
        cells,
      ),
      atMost: 0,
    },
  ];
}

function sizeFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  const files = compared(cells, (ours, peer) => (100 * ours.sizeBytes) / peer.sizeBytes);
  const weights = cells.flatMap(({ model, ours, floatWeightBytes }): Point[] => {
    const counts = countsOf(ours);
    return counts ? [{ value: (100 * counts.weightBytes) / floatWeightBytes, where: model }] : [];
  });
  return [
    {
      ...extreme('largest', `${scheme}: file of the peer's, largest`, '%', files, cells),
      atMost: BARS.largestFilePercent,
    },
    {
      ...middle(`${scheme}: file of the peer's, median`, '%', files, cells),
      atMost: BARS.medianFilePercent,
    },
    {
      ...extreme('largest', `${scheme}: weights of float's, largest`, '%', weights, cells),
      atMost: BARS.int8WeightsPercent,
    },
  ];
}

function compared(
  cells: readonly Cell[],
  value: (ours: FileCounts, peer: FileCounts) => number,
): Point[] {
  return cells.flatMap(({ model, ours, peer }) => {
    const [left, right] = [countsOf(ours), countsOf(peer)];
    return left && right ? [{ value: value(left, right), where: model }] : [];
  });
}

function countsOf({ counts }: JudgedSide): FileCounts | undefined {
  return counts === undefined || isFault(counts) ? undefined : counts;
}
