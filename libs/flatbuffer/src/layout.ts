import type { ElementType, FieldType } from './field-type';
import { SCALAR_SIZE } from './scalars';

/** Bytes that a value takes inside its table or vector: itself when fixed, its offset otherwise. */
export function inlineSize(type: FieldType | ElementType): number {
  switch (type.kind) {
    case 'scalar':
      return SCALAR_SIZE[type.scalar];
    case 'enum':
      return SCALAR_SIZE[type.underlying];
    case 'struct':
      return type.sizeBytes;
    case 'bytes':
    case 'string':
    case 'table':
    case 'union':
    case 'vector':
      return 4;
  }
}

export function inlineAlignment(type: FieldType | ElementType): number {
  return type.kind === 'struct' ? type.alignment : inlineSize(type);
}
