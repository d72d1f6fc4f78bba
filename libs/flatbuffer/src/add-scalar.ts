import type { Builder } from 'flatbuffers';
import type { ScalarName } from './field-type';
import { fits } from './scalars';

/** Adds one scalar; the builder would wrap a number that does not fit, so it is refused before. */
export function addScalar(builder: Builder, name: ScalarName, value: unknown, what: string): void {
  if (!fits(name, value)) throw new RangeError(`${what}: ${String(value)} does not fit ${name}`);
  switch (name) {
    case 'bool':
    case 'int8':
    case 'uint8': {
      builder.addInt8(Number(value));
      return;
    }
    case 'int16':
    case 'uint16': {
      builder.addInt16(Number(value));
      return;
    }
    case 'int32':
    case 'uint32': {
      builder.addInt32(Number(value));
      return;
    }
    case 'int64':
    case 'uint64': {
      builder.addInt64(BigInt(value));
      return;
    }
    case 'float32': {
      builder.addFloat32(Number(value));
      return;
    }
    case 'float64': {
      builder.addFloat64(Number(value));
      return;
    }
  }
}
