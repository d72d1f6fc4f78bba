import type {
  Bytes,
  ElementType,
  Enumeration,
  FieldType,
  Fields,
  Slot,
  Struct,
  StructFields,
  Table,
  Text,
  Union,
  Vector,
} from './field-type';
import { SCALAR_SIZE } from './scalars';

/** A FlatBuffer's root table and how files of it are told apart. */
export interface Schema<T extends Table = Table> {
  /** Namespace of the printed `.fbs`, dots between its parts. */
  readonly namespace: string;
  readonly root: T;
  /** Four ASCII characters at bytes 4–7 of every file. */
  readonly identifier: string;
  readonly fileExtension?: string;
}

export function schema<T extends Table>(definition: Schema<T>): Schema<T> {
  if (!/^[\x20-\x7e]{4}$/.test(definition.identifier)) {
    throw new RangeError(`identifier "${definition.identifier}" is not four ASCII characters`);
  }
  return definition;
}

/** A table: any field may be absent, and fields may be added at the end without breaking older readers. */
export function table<N extends string, F extends Fields>(name: N, fields: F): Table<N, F> {
  const slots: Slot[] = [];
  let slotCount = 0;
  for (const [field, type] of Object.entries(fields)) {
    // A union's tag takes the slot before its value.
    slots.push({ name: field, slot: slotCount, type });
    slotCount += type.kind === 'union' ? 2 : 1;
  }
  return { kind: 'table', name, fields, slots, slotCount };
}

/** A struct: fixed for ever, stored inline. */
export function struct<F extends StructFields>(name: string, fields: F): Struct<F> {
  let sizeBytes = 0;
  let alignment = 1;
  const slots = Object.entries(fields).map(([field, type]) => {
    const size = SCALAR_SIZE[type.scalar];
    alignment = Math.max(alignment, size);
    const offset = alignUp(sizeBytes, size);
    sizeBytes = offset + size;
    return { name: field, offset, type };
  });
  return {
    kind: 'struct',
    name,
    fields,
    slots,
    sizeBytes: alignUp(sizeBytes, alignment),
    alignment,
  };
}

/** An enumeration whose members are numbered from 0; members are only ever added at the end. */
export function enumeration<const N extends string>(
  name: string,
  underlying: Enumeration['underlying'],
  names: readonly N[],
): Enumeration<N> {
  const [first] = names;
  if (first === undefined) throw new RangeError(`enumeration ${name} has no members`);
  const numbers = new Map<string, number>(names.map((member, index) => [member, index]));
  return { kind: 'enum', name, underlying, names, numbers, default: first };
}

/** The enumeration with another default, for one field. */
export const withDefault = <N extends string>(
  type: Enumeration<N>,
  value: NoInfer<N>,
): Enumeration<N> => ({ ...type, default: value });

/** One of several tables; members are only ever added at the end. */
export function union<const M extends readonly Table[]>(name: string, members: M): Union<M> {
  const clash = members.find((member) => 'type' in member.fields);
  if (clash) throw new RangeError(`${clash.name}.type would hide the tag of union ${name}`);
  return { kind: 'union', name, members };
}

export const string = (): Text => ({ kind: 'string' });

/** @param options.forceAlign aligns the first byte to this many bytes of the file */
export const bytes = (options: { forceAlign?: number } = {}): Bytes => ({
  kind: 'bytes',
  forceAlign: options.forceAlign ?? 1,
});

/** @param options.forceAlign aligns the first element to this many bytes of the file */
export const vector = <E extends ElementType>(
  element: E,
  options: { forceAlign?: number } = {},
): Vector<E> => ({ kind: 'vector', element, forceAlign: options.forceAlign ?? 1 });

/** Absent decodes to `undefined`, apart from empty or zero. */
export const optional = <T extends FieldType>(type: T): T & { readonly presence: 'optional' } => ({
  ...type,
  presence: 'optional',
});

/** Absent is refused, by both reader and writer. Not for scalars, which always have a value. */
export const required = <T extends Exclude<FieldType, { kind: 'scalar' | 'enum' }>>(
  type: T,
): T & { readonly presence: 'required' } => ({ ...type, presence: 'required' });

/** Keeps the slot of a field that is no longer read or written. */
export const deprecated = <T extends FieldType>(
  type: T,
): T & { readonly presence: 'deprecated' } => ({ ...type, presence: 'deprecated' });

export function alignUp(value: number, alignment: number): number {
  return Math.ceil(value / alignment) * alignment;
}
