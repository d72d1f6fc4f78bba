import { bitsPerElement, elementCount, type Subgraph, type Tensor } from '@flotilla/tflite';

/** Turns sparse constants behind DENSIFY into dense constants. */
export function expandDensify(subgraph: Subgraph): void {
  subgraph.operators = subgraph.operators.filter(({ code, inputs, outputs }) => {
    const [from] = inputs;
    const [to] = outputs;
    if (code !== 'DENSIFY' || !from || !to) return true;
    to.buffer = { data: dense(from) };
    return false;
  });
}

/** Bytes of a sparse constant laid out densely; follows the levels of storage as the DENSIFY kernel does. */
export function dense({ sparsity, buffer, shape, type }: Tensor): Uint8Array {
  if (sparsity === undefined || buffer === undefined) throw new TypeError('not a sparse constant');
  const { traversalOrder, blockMap, dimensions } = sparsity;
  const stored = buffer.data;
  const width = (bitsPerElement(type) ?? 0) / 8;
  const target = new Uint8Array(elementCount(shape) * width);
  const rank = shape.length;
  const blockSizes = blockMap.map((_, block) => {
    const level = dimensions[traversalOrder.indexOf(rank + block)];
    return level?.format === 'DENSE' ? level.denseSize : 1;
  });
  const place: number[] = traversalOrder.map(() => 0);

  const walk = (level: number, parent: number): void => {
    const dimension = dimensions[level];
    if (dimension === undefined) {
      const at = targetIndex(place, shape, blockMap, blockSizes) * width;
      target.set(stored.subarray(parent * width, (parent + 1) * width), at);
      return;
    }
    const axis = traversalOrder[level] ?? 0;
    const [first, last] =
      dimension.format === 'DENSE'
        ? [parent * dimension.denseSize, (parent + 1) * dimension.denseSize]
        : [dimension.segments[parent] ?? 0, dimension.segments[parent + 1] ?? 0];
    for (let child = first; child < last; child++) {
      place[axis] = dimension.format === 'DENSE' ? child - first : (dimension.indices[child] ?? 0);
      walk(level + 1, child);
    }
  };
  walk(0, 0);
  return target;
}

/** Index into the dense array: a blocked axis counts blocks, and its block level counts within one. */
function targetIndex(
  place: readonly number[],
  shape: readonly number[],
  blockMap: readonly number[],
  blockSizes: readonly number[],
): number {
  return shape.reduce((index, size, axis) => {
    const block = blockMap.indexOf(axis);
    const within = block === -1 ? 0 : (place[shape.length + block] ?? 0);
    const position = (place[axis] ?? 0) * (blockSizes[block] ?? 1) + within;
    return index * size + position;
  }, 0);
}
