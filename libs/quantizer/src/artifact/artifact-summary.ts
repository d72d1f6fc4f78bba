import type { CalibrationArtifact, Manifest } from './artifact';
import type { Row } from './table';

/** What an artifact holds, for people and programs that do not rebuild. */
export interface ArtifactSummary extends Omit<Manifest, 'tensorNames'> {
  /** The sha-256 of its bytes. */
  readonly address: string;
  /** Of how many tensors there is a range, and of how many a histogram. */
  readonly tensors: { readonly ranges: number; readonly statistics: number };
  readonly weights: {
    /** Operators some of whose weights are not what the nearest step gives. */
    readonly operators: number;
    /** Of these operators, and how many of them differ. */
    readonly count: number;
    readonly corrected: number;
  };
}

export function artifactSummary(
  { manifest, tables }: CalibrationArtifact,
  address: string,
): ArtifactSummary {
  const { tensorNames: _, ...decided } = manifest;
  const { ranges, extremes, corrections } = tables;
  return {
    ...decided,
    address,
    tensors: { ranges: ranges.length, statistics: extremes.length },
    weights: {
      operators: corrections.length,
      count: sumOf(corrections, ({ values }) => values.length),
      corrected: sumOf(corrections, correctedIn),
    },
  };
}

function sumOf(rows: readonly Row[], figure: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + figure(row), 0);
}

function correctedIn({ values }: Row): number {
  let count = 0;
  for (const value of values) if (value !== 0) count += 1;
  return count;
}
