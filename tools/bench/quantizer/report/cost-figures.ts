import { type Figure, median } from '../../judge.mjs';
import { type Built, type Cell, isFault } from '../cell';
import { BARS } from './bars';
import { extreme, middle } from './figure-parts';
import type { Point } from './gains';

/** Time and memory of the whole command, and the speed of what it made. */
export function costFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  if (cells.length === 0) return [];
  return [
    ...(scheme === 'int8' ? [...latencyFigures(scheme, cells), ...wallFigures(scheme, cells)] : []),
    ...(BARS.quickSchemes.includes(scheme) ? [secondsFigure(scheme, cells)] : []),
    {
      ...extreme('largest', `${scheme}: peak memory of its allowance`, '%', memory(cells), cells),
      atMost: 100,
    },
  ];
}

function latencyFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  const points = cells.flatMap(({ model, latencies }): Point[] => {
    if (latencies === undefined || isFault(latencies)) return [];
    const [ours, peer] = [median(latencies.ours), median(latencies.peer)];
    return ours === null || peer === null ? [] : [{ value: (100 * ours) / peer, where: model }];
  });
  return [
    {
      ...extreme('largest', `${scheme}: inference of the peer's, slowest`, '%', points, cells),
      atMost: BARS.largestLatencyPercent,
    },
    {
      ...middle(`${scheme}: inference of the peer's, median`, '%', points, cells),
      atMost: BARS.medianLatencyPercent,
    },
  ];
}

/** Only of what both sides did in this session. */
function wallFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  const points = bothBuilt(cells)
    .filter(({ peer }) => peer.measuredNow)
    .map(({ model, ours, peer }) => ({
      value: (100 * wall(ours)) / wall(peer),
      where: `${model}; in processor time ${((100 * cpu(ours)) / cpu(peer)).toFixed(0)} %`,
    }));
  return [
    {
      ...extreme('largest', `${scheme}: time of the peer's, slowest`, '%', points, cells),
      atMost: BARS.wallPercent,
    },
  ];
}

function secondsFigure(scheme: string, cells: readonly Cell[]): Figure {
  const sizes = cells.map(({ floatBytes }) => floatBytes);
  const large = cells.filter(({ floatBytes }) => floatBytes === Math.max(...sizes));
  const points = large.flatMap(({ model, ours }) =>
    ours.side.status === 'built' ? [{ value: wall(ours.side.built) / 1000, where: model }] : [],
  );
  return {
    ...extreme('largest', `${scheme}: time on the largest model`, 's', points, large),
    atMost: BARS.quickSeconds,
  };
}

function memory(cells: readonly Cell[]): Point[] {
  return bothBuilt(cells).map(({ model, ours, peer }) => {
    const allowance = Math.max(BARS.memoryShare * peak(peer), BARS.memoryAllowanceBytes);
    return { value: (100 * peak(ours)) / allowance, where: model };
  });
}

function bothBuilt(
  cells: readonly Cell[],
): { readonly model: string; readonly ours: Built; readonly peer: Built }[] {
  return cells.flatMap(({ model, ours, peer }) =>
    ours.side.status === 'built' && peer.side.status === 'built'
      ? [{ model, ours: ours.side.built, peer: peer.side.built }]
      : [],
  );
}

/** Median over runs, in ms. */
export function wall({ measurements }: Built): number {
  return median(measurements.map(({ wallMs }) => wallMs)) ?? NaN;
}

/** Median over runs, in ms. */
export function cpu({ measurements }: Built): number {
  return median(measurements.map(({ cpuMs }) => cpuMs)) ?? NaN;
}

/** The largest of all runs, in bytes. */
export function peak({ measurements }: Built): number {
  return Math.max(...measurements.map(({ peakBytes }) => peakBytes));
}
