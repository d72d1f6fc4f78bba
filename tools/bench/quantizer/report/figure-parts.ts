import { median, type FigureFacts } from '../../judge.mjs';
import type { Cell } from '../cell';
import { largest, least, type Point } from './gains';
import { missingOurs } from './missing';

/** The largest of some points, or the least, as a figure without its bar; tells where it was found. */
export function extreme(
  which: 'largest' | 'least',
  name: string,
  unit: string,
  points: readonly Point[],
  cells: readonly Cell[],
): FigureFacts {
  const point = which === 'largest' ? largest(points) : least(points);
  return {
    name,
    unit,
    values: point ? [point.value] : [],
    missing: missingOurs(cells),
    ...(point && { note: point.where }),
  };
}

/** The median of some points as a figure without its bar. */
export function middle(
  name: string,
  unit: string,
  points: readonly Point[],
  cells: readonly Cell[],
): FigureFacts {
  const value = median(points.map((point) => point.value));
  return {
    name,
    unit,
    values: value === null ? [] : [value],
    missing: missingOurs(cells),
    note: `of ${points.length}`,
  };
}
