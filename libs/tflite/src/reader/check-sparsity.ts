import { ModelError } from '../errors';
import type { SparseDimension, Sparsity } from '../model';

/**
 * Checks that the levels describe exactly the stored elements and stay inside the dense shape, as the DENSIFY kernel
 * follows them without a check of its own.
 * @param shape dense shape
 * @returns number of stored elements
 */
export function checkSparsity(sparsity: Sparsity, shape: readonly number[], what: string): number {
  const sizes = levelSizes(sparsity, shape, what);
  return sparsity.dimensions.reduce(
    (parents, dimension, level) =>
      checkLevel(dimension, parents, sizes[level] ?? 0, `${what}[${level}]`),
    1,
  );
}

/** Size of each level in traversal order: block dimensions divide the dimension that they map to. */
function levelSizes(sparsity: Sparsity, shape: readonly number[], what: string): number[] {
  const { traversalOrder, blockMap, dimensions } = sparsity;
  const rank = shape.length;
  const levels = rank + blockMap.length;
  const expected = [...Array(levels).keys()];
  const order = [...traversalOrder].sort((a, b) => a - b);
  if (dimensions.length !== levels || order.join() !== expected.join()) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: ${dimensions.length} levels for rank ${rank}`,
    );
  }
  const sizes = [...shape, ...blockMap.map(() => 0)];
  blockMap.forEach((dimension, block) => {
    const level = dimensions[traversalOrder.indexOf(rank + block)];
    const blockSize = level?.format === 'DENSE' ? level.denseSize : 0;
    const size = sizes[dimension];
    if (dimension >= rank || size === undefined || blockSize < 1 || size % blockSize !== 0) {
      throw new ModelError(
        'MALFORMED',
        `cannot read ${what}: blocks of ${blockSize} along ${dimension}`,
      );
    }
    sizes[dimension] = size / blockSize;
    sizes[rank + block] = blockSize;
  });
  return traversalOrder.map((dimension) => sizes[dimension] ?? 0);
}

function checkLevel(
  dimension: SparseDimension,
  parents: number,
  size: number,
  what: string,
): number {
  if (dimension.format === 'DENSE') {
    if (dimension.denseSize !== size) {
      throw new ModelError(
        'MALFORMED',
        `cannot read ${what}: dense size ${dimension.denseSize} instead of ${size}`,
      );
    }
    return parents * size;
  }
  const { segments, indices } = dimension;
  const rises = segments.every((start, i) => start >= (i === 0 ? 0 : (segments[i - 1] ?? 0)));
  if (
    segments.length !== parents + 1 ||
    segments[0] !== 0 ||
    !rises ||
    segments.at(-1) !== indices.length ||
    indices.some((index) => index < 0 || index >= size)
  ) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: segments and indices do not fit ${size} by ${parents}`,
    );
  }
  return indices.length;
}
