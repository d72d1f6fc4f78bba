import { enumeration, type Infer } from '@flotilla/flatbuffer';

/** Element type of a tensor; numbered from 0 in this order. */
export const TensorType = enumeration('TensorType', 'int8', [
  'FLOAT32',
  'FLOAT16',
  'INT32',
  'UINT8',
  'INT64',
  'STRING',
  'BOOL',
  'INT16',
  'COMPLEX64',
  'INT8',
  'FLOAT64',
  'COMPLEX128',
  'UINT64',
  'RESOURCE',
  'VARIANT',
  'UINT32',
  'UINT16',
  'INT4',
  'BFLOAT16',
  'INT2',
  'UINT4',
  'FLOAT8_E4M3FN',
  'FLOAT8_E5M2',
]);
export type TensorType = Infer<typeof TensorType>;
