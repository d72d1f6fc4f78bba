import { alignUp } from '../align-up';
import type { Subgraph } from '../model';
import { fixedBytes, type Lifetime, lifetimes } from './lifetimes';

/** Where an activation lies in the arena. */
export interface Placement extends Lifetime {
  readonly offsetBytes: number;
}

export interface ArenaPlan {
  /** Memory that the activations take, laid out greedily by size, inputs and outputs included. */
  readonly arenaBytes: number;
  /** What lives at once at most: no layout takes less. */
  readonly peakBytes: number;
  /** Index of the operator at which that is so; undefined in a subgraph without operators. */
  readonly peakOperator: number | undefined;
  /** State that outlives an inference. */
  readonly stateBytes: number;
  readonly placements: readonly Placement[];
}

/** TensorFlow Lite's `kDefaultTensorAlignment`. */
const ALIGNMENT_BYTES = 64;

/** Placing takes time by the square of their number. */
const MOST_ACTIVATIONS = 20_000;

/**
 * Plans the memory of a subgraph as TensorFlow Lite's `ArenaPlanner` does: what lives throughout first, then the largest
 * first, each into the tightest gap among those that live at the same time. Shapes are those of the file, so an open
 * batch counts as 1. Kernels' own scratch memory, packed weights and delegates come on top.
 * @returns undefined for more activations than are planned in a moment
 */
export function planArena(subgraph: Subgraph): ArenaPlan | undefined {
  const living = lifetimes(subgraph);
  if (living.length > MOST_ACTIVATIONS) return undefined;
  const placements: Placement[] = [];
  for (const lifetime of inPlacingOrder(living)) {
    const placement = { ...lifetime, offsetBytes: tightestGap(lifetime, placements) };
    const after = placements.findIndex(({ offsetBytes }) => offsetBytes > placement.offsetBytes);
    placements.splice(after === -1 ? placements.length : after, 0, placement);
  }
  return {
    arenaBytes: placements.reduce(
      (most, { offsetBytes, sizeBytes }) => Math.max(most, offsetBytes + sizeBytes),
      0,
    ),
    ...peak(living, subgraph.operators.length),
    stateBytes: stateBytes(subgraph),
    placements,
  };
}

function inPlacingOrder(living: readonly Lifetime[]): Lifetime[] {
  const isThroughout = ({ firstOperator, isKept }: Lifetime): boolean =>
    firstOperator === 0 && isKept;
  const rest = living.filter((lifetime) => !isThroughout(lifetime));
  return [
    ...living.filter(isThroughout),
    ...rest.sort((a, b) => b.sizeBytes - a.sizeBytes || a.firstOperator - b.firstOperator),
  ];
}

/** @param placed by rising offset */
function tightestGap(lifetime: Lifetime, placed: readonly Placement[]): number {
  let best: { offset: number; gap: number } | undefined;
  let end = 0;
  for (const other of placed) {
    if (!overlap(lifetime, other)) continue;
    const offset = alignUp(end, ALIGNMENT_BYTES);
    const fits = offset + lifetime.sizeBytes <= other.offsetBytes;
    // As there: measured from the aligned place, remembered from the end of the one before.
    if (fits && other.offsetBytes - offset < (best?.gap ?? Infinity)) {
      best = { offset, gap: other.offsetBytes - end };
    }
    end = Math.max(end, other.offsetBytes + other.sizeBytes);
  }
  return best?.offset ?? alignUp(end, ALIGNMENT_BYTES);
}

function overlap(a: Lifetime, b: Lifetime): boolean {
  return a.firstOperator <= b.lastOperator && b.firstOperator <= a.lastOperator;
}

function peak(
  living: readonly Lifetime[],
  operatorCount: number,
): Pick<ArenaPlan, 'peakBytes' | 'peakOperator'> {
  // Bytes that come to life at an operator, less those that ended at the one before it.
  const changes = new Array<number>(Math.max(1, operatorCount) + 1).fill(0);
  for (const { firstOperator, lastOperator, sizeBytes } of living) {
    changes[firstOperator] = (changes[firstOperator] ?? 0) + sizeBytes;
    changes[lastOperator + 1] = (changes[lastOperator + 1] ?? 0) - sizeBytes;
  }
  let [alive, peakBytes, peakOperator] = [0, 0, 0];
  changes.forEach((change, index) => {
    alive += change;
    if (alive > peakBytes) [peakBytes, peakOperator] = [alive, index];
  });
  return { peakBytes, peakOperator: operatorCount > 0 ? peakOperator : undefined };
}

function stateBytes({ tensors }: Subgraph): number {
  return tensors
    .filter(({ isVariable, buffer }) => isVariable && !buffer)
    .reduce((sum, tensor) => sum + (fixedBytes(tensor) ?? 0), 0);
}
