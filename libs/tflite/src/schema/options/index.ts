import { bool, int32, table } from '@flotilla/flatbuffer';
import { TensorType } from '../tensor-type';

// Options of operators that read or write by index.

export const GatherOptions = table('GatherOptions', {
  axis: int32(),
  batchDims: int32(),
});

export const GatherNdOptions = table('GatherNdOptions', {});

export const ScatterNdOptions = table('ScatterNdOptions', {});

export const SparseToDenseOptions = table('SparseToDenseOptions', {
  validateIndices: bool(),
});

export const OneHotOptions = table('OneHotOptions', {
  axis: int32(),
});

export const DynamicUpdateSliceOptions = table('DynamicUpdateSliceOptions', {});

export const HashtableOptions = table('HashtableOptions', {
  tableId: int32(),
  keyDtype: TensorType,
  valueDtype: TensorType,
});

export const HashtableFindOptions = table('HashtableFindOptions', {});

export const HashtableImportOptions = table('HashtableImportOptions', {});

export const HashtableSizeOptions = table('HashtableSizeOptions', {});
