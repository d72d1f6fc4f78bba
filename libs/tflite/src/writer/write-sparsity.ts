import type { SparseDimension, Sparsity } from '../model';
import type { FileTensor } from '../schema/file-model';

type FileSparsity = NonNullable<FileTensor['sparsity']>;
type FileDimension = FileSparsity['dimMetadata'][number];
type FileIndexVector = NonNullable<FileDimension['arraySegments']>;

export function writeSparsity(sparsity: Sparsity): FileSparsity {
  return {
    traversalOrder: sparsity.traversalOrder,
    blockMap: sparsity.blockMap,
    dimMetadata: sparsity.dimensions.map(writeDimension),
  };
}

function writeDimension(dimension: SparseDimension): FileDimension {
  if (dimension.format === 'DENSE') return { format: 'DENSE', denseSize: dimension.denseSize };
  return {
    format: 'SPARSE_CSR',
    denseSize: 0,
    arraySegments: indexVector(dimension.segments),
    arrayIndices: indexVector(dimension.indices),
  };
}

/** The narrowest of the three forms that holds the values. */
function indexVector(values: number[]): FileIndexVector {
  const greatest = values.reduce((a, b) => Math.max(a, b), 0);
  if (greatest <= 0xff) return { type: 'Uint8Vector', values: Uint8Array.from(values) };
  if (greatest <= 0xffff) return { type: 'Uint16Vector', values };
  return { type: 'Int32Vector', values };
}
