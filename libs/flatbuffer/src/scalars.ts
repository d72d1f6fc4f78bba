import type { ScalarName, Scalar } from './field-type';

export const bool = (value = false): Scalar<boolean> => scalar('bool', value);
export const int8 = (value = 0): Scalar<number> => scalar('int8', value);
export const uint8 = (value = 0): Scalar<number> => scalar('uint8', value);
export const int16 = (value = 0): Scalar<number> => scalar('int16', value);
export const uint16 = (value = 0): Scalar<number> => scalar('uint16', value);
export const int32 = (value = 0): Scalar<number> => scalar('int32', value);
export const uint32 = (value = 0): Scalar<number> => scalar('uint32', value);
export const int64 = (value = 0n): Scalar<bigint> => scalar('int64', value);
export const uint64 = (value = 0n): Scalar<bigint> => scalar('uint64', value);
export const float32 = (value = 0): Scalar<number> => scalar('float32', value);
export const float64 = (value = 0): Scalar<number> => scalar('float64', value);

function scalar<V extends boolean | number | bigint>(name: ScalarName, value: V): Scalar<V> {
  if (!fits(name, value)) throw new RangeError(`default ${String(value)} does not fit ${name}`);
  return { kind: 'scalar', scalar: name, default: value };
}

/** Bytes that a scalar takes, which is its alignment as well. */
export const SCALAR_SIZE: Readonly<Record<ScalarName, 1 | 2 | 4 | 8>> = {
  bool: 1,
  int8: 1,
  uint8: 1,
  int16: 2,
  uint16: 2,
  int32: 4,
  uint32: 4,
  int64: 8,
  uint64: 8,
  float32: 4,
  float64: 8,
};

const INTEGER_RANGE = {
  int8: [-128, 127],
  uint8: [0, 255],
  int16: [-32768, 32767],
  uint16: [0, 65535],
  int32: [-(2 ** 31), 2 ** 31 - 1],
  uint32: [0, 2 ** 32 - 1],
} as const;

/** Whether a value can be stored as the scalar without changing; floats are rounded and always fit. */
export function fits(name: ScalarName, value: unknown): value is boolean | number | bigint {
  switch (name) {
    case 'bool':
      return typeof value === 'boolean';
    case 'int64':
      return typeof value === 'bigint' && BigInt.asIntN(64, value) === value;
    case 'uint64':
      return typeof value === 'bigint' && BigInt.asUintN(64, value) === value;
    case 'float32':
    case 'float64':
      return typeof value === 'number';
    case 'int8':
    case 'uint8':
    case 'int16':
    case 'uint16':
    case 'int32':
    case 'uint32': {
      const [lowest, highest] = INTEGER_RANGE[name];
      return Number.isInteger(value) && Number(value) >= lowest && Number(value) <= highest;
    }
  }
}
