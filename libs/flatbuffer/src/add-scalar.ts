import type { Builder } from 'flatbuffers';
import type { ScalarName } from './field-type';
import { fits } from './scalars';

/** Adds one scalar; the builder would wrap a number that does not fit, so it is refused before. */
export function addScalar(builder: Builder, name: ScalarName, value: unknown, what: string): void {
  if (!fits(name, value)) throw new RangeError(`${what}: ${String(value)} does not fit ${name}`);
  switch (name) {
    case 'bool':
    case 'int8':
    case 'uint8':
      return builder.addInt8(Number(value));
    case 'int16':
    case 'uint16':
      return builder.addInt16(Number(value));
    case 'int32':
    case 'uint32':
      return builder.addInt32(Number(value));
    case 'int64':
    case 'uint64':
      return builder.addInt64(BigInt(value));
    case 'float32':
      return builder.addFloat32(Number(value));
    case 'float64':
      return builder.addFloat64(Number(value));
  }
}
