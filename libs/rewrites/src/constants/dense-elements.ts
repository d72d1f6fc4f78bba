import { elementCount, type Sparsity } from '@flotilla/tflite';

/**
 * Spreads the stored elements of a sparse constant over its dense shape; zero elsewhere. The levels must have been
 * checked, as `readModel` does.
 * @param width bytes of one element
 */
export function denseElements(
  stored: Uint8Array,
  sparsity: Sparsity,
  shape: readonly number[],
  width: number,
): Uint8Array {
  const dense = new Uint8Array(elementCount(shape) * width);
  const steps = levelSteps(sparsity, shape);
  const visit = (level: number, position: number, target: number): void => {
    const dimension = sparsity.dimensions[level];
    const step = steps[level] ?? 0;
    if (dimension === undefined) {
      const from = position * width;
      dense.set(stored.subarray(from, from + width), target * width);
    } else if (dimension.format === 'DENSE') {
      const { denseSize } = dimension;
      for (let index = 0; index < denseSize; index += 1) {
        visit(level + 1, position * denseSize + index, target + index * step);
      }
    } else {
      const end = dimension.segments[position + 1] ?? 0;
      for (let at = dimension.segments[position] ?? 0; at < end; at += 1) {
        visit(level + 1, at, target + (dimension.indices[at] ?? 0) * step);
      }
    }
  };
  visit(0, 0, 0);
  return dense;
}

/**
 * How far one step along each level goes in the dense, row-major elements. Levels past the rank run inside blocks: the
 * dimension that they divide goes in steps of a whole block.
 */
function levelSteps(
  { traversalOrder, blockMap, dimensions }: Sparsity,
  shape: readonly number[],
): number[] {
  const rank = shape.length;
  const strides = shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
  const blockStrides: number[] = [];
  // A dimension that is divided twice: the later block lies inside the earlier.
  for (let block = blockMap.length - 1; block >= 0; block -= 1) {
    const axis = blockMap[block] ?? 0;
    const level = dimensions[traversalOrder.indexOf(rank + block)];
    blockStrides[block] = strides[axis] ?? 0;
    strides[axis] = (strides[axis] ?? 0) * (level?.format === 'DENSE' ? level.denseSize : 0);
  }
  return traversalOrder.map((dimension) => [...strides, ...blockStrides][dimension] ?? 0);
}
