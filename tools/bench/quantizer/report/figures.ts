import type { Figure } from '../../judge.mjs';
import type { Cell } from '../cell';
import { accuracyFigures, bestEffortFigures } from './accuracy-figures';
import { costFigures } from './cost-figures';
import { fileFigures } from './file-figures';

/**
 * Every bar that the measured cells speak of, scheme by scheme. A scheme that is not built yet is a miss, not absent;
 * only what the peer gives nothing to compare with is left out.
 */
export function figuresOf(cells: readonly Cell[]): Figure[] {
  const schemes = [...new Set(cells.map(({ scheme }) => scheme))];
  const figures = schemes.flatMap((scheme) => {
    const own = cells.filter((cell) => cell.scheme === scheme);
    const usual = own.filter(({ effort }) => effort === 'default');
    const best = own.filter(({ effort }) => effort === 'best');
    return [
      ...fileFigures(scheme, usual),
      ...accuracyFigures(scheme, usual),
      ...bestEffortFigures(scheme, best),
      ...costFigures(scheme, usual),
    ];
  });
  return figures.filter(({ values, missing = [] }) => values.length + missing.length > 0);
}
