import { ModelError } from '../errors';
import type { SparseDimension, Sparsity } from '../model';
import type { FileTensor } from '../schema/file-model';

type FileSparsity = NonNullable<FileTensor['sparsity']>;
type FileDimension = FileSparsity['dimMetadata'][number];

export function readSparsity(file: FileSparsity, what: string): Sparsity {
  return {
    traversalOrder: file.traversalOrder,
    blockMap: file.blockMap,
    dimensions: file.dimMetadata.map((dimension, level) =>
      readDimension(dimension, `${what}.dimensions[${level}]`),
    ),
  };
}

function readDimension(file: FileDimension, what: string): SparseDimension {
  if (file.format === 'DENSE') return { format: 'DENSE', denseSize: file.denseSize };
  if (!file.arraySegments || !file.arrayIndices) {
    throw new ModelError('MALFORMED', `cannot read ${what}: segments or indices are absent`);
  }
  return {
    format: 'SPARSE_CSR',
    segments: Array.from(file.arraySegments.values),
    indices: Array.from(file.arrayIndices.values),
  };
}
