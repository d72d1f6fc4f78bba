import type { Figure } from '../../judge.mjs';
import type { Cell } from '../cell';
import { BARS } from './bars';
import { extreme, middle } from './figure-parts';
import { gains, type Point } from './gains';

/** SNR of outputs in LiteRT against the peer's and, for 16x8, against the floor that 8-bit weights set. */
export function accuracyFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  if (cells.length === 0) return [];
  const points = gainsOverPeer(cells);
  const figures: Figure[] = [
    {
      ...extreme('least', `${scheme}: gain over the peer, least output`, 'dB', points, cells),
      atLeast: BARS.leastGainDb,
    },
  ];
  const medianBar = barOf(BARS.medianGainDb, scheme);
  if (medianBar !== undefined) {
    figures.push({
      ...middle(`${scheme}: gain over the peer, median output`, 'dB', points, cells),
      atLeast: medianBar,
    });
  }
  if (scheme === '16x8') {
    const overFloor = cells.flatMap((cell) => gains(cell, cell.floor));
    figures.push({
      ...extreme('least', `${scheme}: over the floor, least output`, 'dB', overFloor, cells),
      atLeast: -BARS.belowFloorDb,
    });
  }
  return figures;
}

export function bestEffortFigures(scheme: string, cells: readonly Cell[]): Figure[] {
  const atLeast = barOf(BARS.bestEffortMedianGainDb, scheme);
  if (cells.length === 0 || atLeast === undefined) return [];
  const name = `${scheme} --effort best: gain over the peer, median output`;
  return [{ ...middle(name, 'dB', gainsOverPeer(cells), cells), atLeast }];
}

function gainsOverPeer(cells: readonly Cell[]): Point[] {
  return cells.flatMap((cell) => gains(cell, cell.peer.litert));
}

function barOf(bars: Readonly<Record<string, number>>, scheme: string): number | undefined {
  return bars[scheme];
}
