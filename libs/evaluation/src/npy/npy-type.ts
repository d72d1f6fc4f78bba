import type { ElementType } from '../elements/element-type';

/** numpy's type codes, without the byte order. */
export const npyTypes: Readonly<Record<string, ElementType>> = {
  b1: 'BOOL',
  i1: 'INT8',
  u1: 'UINT8',
  i2: 'INT16',
  u2: 'UINT16',
  i4: 'INT32',
  u4: 'UINT32',
  i8: 'INT64',
  f2: 'FLOAT16',
  f4: 'FLOAT32',
  f8: 'FLOAT64',
};
