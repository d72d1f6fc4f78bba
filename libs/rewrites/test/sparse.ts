import {
  bytesOf,
  elementCount,
  makeTensor,
  type SparseDimension,
  type Tensor,
} from '@flotilla/tflite';

export interface SparseForm {
  readonly shape: readonly number[];
  readonly traversalOrder: readonly number[];
  readonly blockMap: readonly number[];
  readonly blockSizes: readonly number[];
  /** One for each level in traversal order; blocks are dense. */
  readonly formats: readonly SparseDimension['format'][];
}

/** Writes dense floats sparse, level by level: a coder of its own, for what is to be decoded. */
export function sparseTensor(values: Float32Array, form: SparseForm): Tensor {
  const { shape, traversalOrder, blockMap, blockSizes, formats } = form;
  const rank = shape.length;
  const sizeOf = (dimension: number): number => {
    const block = dimension < rank ? blockMap.indexOf(dimension) : -1;
    if (dimension >= rank) return blockSizes[dimension - rank]!;
    return shape[dimension]! / (block === -1 ? 1 : blockSizes[block]!);
  };
  const sizes = traversalOrder.map(sizeOf);
  const valueAt = (indices: readonly number[]): number => {
    const along = (dimension: number): number => indices[traversalOrder.indexOf(dimension)]!;
    const flat = shape.reduce((sum, size, axis) => {
      const block = blockMap.indexOf(axis);
      const inside =
        block === -1 ? along(axis) : along(axis) * blockSizes[block]! + along(rank + block);
      return sum * size + inside;
    }, 0);
    return values[flat]!;
  };
  const isZero = (prefix: readonly number[]): boolean =>
    prefix.length === sizes.length
      ? valueAt(prefix) === 0
      : [...Array(sizes[prefix.length]).keys()].every((index) => isZero([...prefix, index]));
  let prefixes: number[][] = [[]];
  const dimensions = sizes.map((size, level): SparseDimension => {
    const children = prefixes.map((prefix) =>
      [...Array(size).keys()].map((index) => [...prefix, index]),
    );
    if (formats[level] === 'DENSE') {
      prefixes = children.flat();
      return { format: 'DENSE', denseSize: size };
    }
    const kept = children.map((group) => group.filter((prefix) => !isZero(prefix)));
    prefixes = kept.flat();
    return {
      format: 'SPARSE_CSR',
      segments: kept.reduce<number[]>((sums, group) => [...sums, sums.at(-1)! + group.length], [0]),
      indices: prefixes.map((prefix) => prefix.at(-1)!),
    };
  });
  return makeTensor({
    name: 'sparse',
    type: 'FLOAT32',
    shape: [...shape],
    buffer: { data: bytesOf(Float32Array.from(prefixes.map(valueAt))) },
    sparsity: { traversalOrder: [...traversalOrder], blockMap: [...blockMap], dimensions },
  });
}

/** Floats of which three quarters are zero. */
export function mostlyZeros(shape: readonly number[]): Float32Array {
  return new Float32Array(elementCount(shape)).map((_, index) =>
    Math.imul(index + 1, 0x9e3779b1) >>> 30 === 0 ? index + 1 : 0,
  );
}

const [DENSE, SPARSE_CSR] = ['DENSE', 'SPARSE_CSR'] as const;

/** Row by row, column by column, both ways sparse, in blocks, and as kernels of convolutions are. */
export const SPARSE_FORMS: readonly SparseForm[] = [
  {
    shape: [4, 6],
    traversalOrder: [0, 1],
    blockMap: [],
    blockSizes: [],
    formats: [DENSE, SPARSE_CSR],
  },
  {
    shape: [4, 6],
    traversalOrder: [1, 0],
    blockMap: [],
    blockSizes: [],
    formats: [DENSE, SPARSE_CSR],
  },
  {
    shape: [5, 4],
    traversalOrder: [0, 1],
    blockMap: [],
    blockSizes: [],
    formats: [SPARSE_CSR, SPARSE_CSR],
  },
  {
    shape: [8, 12],
    traversalOrder: [0, 1, 2],
    blockMap: [1],
    blockSizes: [4],
    formats: [DENSE, SPARSE_CSR, DENSE],
  },
  {
    shape: [8, 8],
    traversalOrder: [0, 1, 2, 3],
    blockMap: [0, 1],
    blockSizes: [2, 4],
    formats: [DENSE, SPARSE_CSR, DENSE, DENSE],
  },
  {
    shape: [8, 8],
    traversalOrder: [1, 0, 3, 2],
    blockMap: [0, 1],
    blockSizes: [4, 2],
    formats: [DENSE, SPARSE_CSR, DENSE, DENSE],
  },
  {
    shape: [4, 1, 2, 8],
    traversalOrder: [0, 1, 2, 3],
    blockMap: [],
    blockSizes: [],
    formats: [DENSE, DENSE, DENSE, SPARSE_CSR],
  },
];
