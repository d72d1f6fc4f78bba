import type { FieldType, Table } from './field-type';
import type { Infer, PlainObject, PlainValue } from './infer';

/** What a field reads as when the file leaves it out. */
export function absentValue(type: FieldType): PlainValue | undefined {
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      return type.default;
    case 'string':
      return '';
    case 'bytes':
      return new Uint8Array(0);
    case 'vector':
      return [];
    case 'struct':
    case 'table':
    case 'union':
      return undefined;
  }
}

/** A table's value when every field is left out. */
export function defaultsOf<T extends Table>(type: T): Infer<T> {
  const value: PlainObject = {};
  for (const slot of type.slots) {
    if (slot.type.presence !== undefined) continue;
    const field = absentValue(slot.type);
    if (field !== undefined) value[slot.name] = field;
  }
  return value as Infer<T>;
}
