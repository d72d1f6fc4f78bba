import { FlatbufferError } from './errors';
import type {
  ElementType,
  Enumeration,
  FieldType,
  Slot,
  Struct,
  Table,
  Union,
  Vector,
} from './field-type';
import type { PlainObject, PlainValue } from './infer';
import { absentValue } from './absent-value';
import { inlineSize } from './layout';
import type { Region } from './region';

interface Vtable {
  readonly table: number;
  readonly position: number;
  readonly entries: number;
  readonly inlineBytes: number;
}

/** Reads tables of a schema from a region. `what` names the place in error messages: `Model.subgraphs[0].tensors[3]`. */
export class TableReader {
  constructor(
    private readonly region: Region,
    private readonly unknownFields: 'ignore' | 'refuse',
  ) {}

  table(type: Table, position: number, what: string): PlainObject {
    this.region.spend(2 + type.slotCount);
    const vtable = this.vtable(position, what);
    if (this.unknownFields === 'refuse') this.refuseUnknown(type, vtable, what);
    const value: PlainObject = {};
    for (const slot of type.slots) {
      if (slot.type.presence === 'deprecated') continue;
      const field = this.field(slot, vtable, `${what}.${slot.name}`);
      if (field !== undefined) value[slot.name] = field;
    }
    return value;
  }

  private vtable(table: number, what: string): Vtable {
    const position = table - this.region.int32(table, what);
    const size = this.region.uint16(position, `vtable of ${what}`);
    const inlineBytes = this.region.uint16(position + 2, `vtable of ${what}`);
    if (size < 4 || size % 2 !== 0 || inlineBytes < 4) {
      throw new FlatbufferError(
        'MALFORMED',
        `cannot read ${what}: its vtable says ${size}, ${inlineBytes} bytes`,
      );
    }
    this.region.check(position, size, `vtable of ${what}`);
    this.region.check(table, inlineBytes, what);
    return { table, position, entries: (size - 4) / 2, inlineBytes };
  }

  private refuseUnknown(type: Table, vtable: Vtable, what: string): void {
    // Charged, as many tables may share one long vtable.
    this.region.spend(Math.max(0, vtable.entries - type.slotCount));
    for (let slot = type.slotCount; slot < vtable.entries; slot++) {
      if (this.entry(vtable, slot, 1, what) !== undefined) {
        throw new FlatbufferError(
          'UNKNOWN_FIELD',
          `cannot read ${what}: field ${slot} of ${type.name} is newer than this schema`,
        );
      }
    }
  }

  /** Where a slot's value stands, or undefined when it is absent. */
  private entry(vtable: Vtable, slot: number, size: number, what: string): number | undefined {
    if (slot >= vtable.entries) return undefined;
    const offset = this.region.uint16(vtable.position + 4 + 2 * slot, what);
    if (offset === 0) return undefined;
    if (offset < 4 || offset + size > vtable.inlineBytes) {
      throw new FlatbufferError('MALFORMED', `cannot read ${what}: it lies outside its table`);
    }
    return vtable.table + offset;
  }

  private field(slot: Slot, vtable: Vtable, what: string): PlainValue | undefined {
    const { type } = slot;
    const value =
      type.kind === 'union'
        ? this.union(type, slot.slot, vtable, what)
        : this.present(type, this.entry(vtable, slot.slot, inlineSize(type), what), what);
    if (value !== undefined) return value;
    if (type.presence === 'required') {
      throw new FlatbufferError('MISSING_FIELD', `cannot read ${what}: it is required and absent`);
    }
    return type.presence === 'optional' ? undefined : absentValue(type);
  }

  private present(
    type: Exclude<FieldType, Union>,
    position: number | undefined,
    what: string,
  ): PlainValue | undefined {
    if (position === undefined) return undefined;
    switch (type.kind) {
      case 'bytes': {
        const start = this.region.follow(position, what);
        const length = this.region.uint32(start, what);
        this.region.check(start + 4, length, what);
        this.region.spend(8);
        return this.region.bytes.subarray(start + 4, start + 4 + length);
      }
      case 'vector':
        return this.vector(type, this.region.follow(position, what), what);
      case 'scalar':
      case 'enum':
      case 'struct':
      case 'string':
      case 'table':
        return this.element(type, position, what);
    }
  }

  private element(type: ElementType, position: number, what: string): PlainValue {
    switch (type.kind) {
      case 'scalar':
        return this.region.scalar(type.scalar, position, what);
      case 'enum':
        return this.enumerated(type, position, what);
      case 'struct':
        return this.struct(type, position, what);
      case 'string': {
        const start = this.region.follow(position, what);
        return this.region.text(start + 4, this.region.uint32(start, what), what);
      }
      case 'table':
        return this.table(type, this.region.follow(position, what), what);
    }
  }

  private vector(type: Vector, start: number, what: string): PlainValue[] {
    const length = this.region.uint32(start, what);
    const size = inlineSize(type.element);
    this.region.check(start + 4, length * size, what);
    this.region.spend(2 + length * words(type.element));
    const values = new Array<PlainValue>(length);
    if (type.element.kind === 'scalar') {
      const { scalar } = type.element;
      for (let i = 0; i < length; i++)
        values[i] = this.region.scalar(scalar, start + 4 + i * size, what);
      return values;
    }
    for (let i = 0; i < length; i++) {
      values[i] = this.element(type.element, start + 4 + i * size, `${what}[${i}]`);
    }
    return values;
  }

  private enumerated(type: Enumeration, position: number, what: string): string {
    const number = Number(this.region.scalar(type.underlying, position, what));
    const name = type.names[number];
    if (name === undefined) {
      throw new FlatbufferError(
        'UNKNOWN_ENUM_VALUE',
        `cannot read ${what}: ${type.name} has no member ${number}`,
      );
    }
    return name;
  }

  private struct(type: Struct, position: number, what: string): PlainObject {
    const value: PlainObject = {};
    for (const { name, offset, type: scalar } of type.slots) {
      value[name] = this.region.scalar(scalar.scalar, position + offset, what);
    }
    return value;
  }

  private union(type: Union, slot: number, vtable: Vtable, what: string): PlainObject | undefined {
    const tagAt = this.entry(vtable, slot, 1, what);
    const valueAt = this.entry(vtable, slot + 1, 4, what);
    const tag = tagAt === undefined ? 0 : Number(this.region.scalar('uint8', tagAt, what));
    if (tag === 0) return undefined;
    const member = type.members[tag - 1];
    if (member === undefined) {
      throw new FlatbufferError(
        'UNKNOWN_UNION_MEMBER',
        `cannot read ${what}: ${type.name} has no member ${tag}`,
      );
    }
    if (valueAt === undefined) {
      throw new FlatbufferError(
        'MALFORMED',
        `cannot read ${what}: ${member.name} is named but absent`,
      );
    }
    const value = this.table(member, this.region.follow(valueAt, what), what);
    return { type: member.name, ...value };
  }
}

/** Words that an element takes in an array: a bigint is an object of its own. */
function words(type: ElementType): number {
  if (type.kind === 'struct') return 2 + type.slots.length;
  return type.kind === 'scalar' && typeof type.default === 'bigint' ? 4 : 1;
}
