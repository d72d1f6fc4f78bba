import type { Builder } from 'flatbuffers';
import type {
  AnyScalar,
  ElementType,
  Enumeration,
  FieldType,
  Struct,
  Table,
  Vector,
} from './field-type';
import type { PlainObject, PlainValue } from './infer';
import { inlineAlignment, inlineSize } from './layout';
import { addScalar } from './add-scalar';
import { contentOf, elementKey } from './content';
import type { WrittenOnce } from './written-once';

/** One slot to fill: sizes decide the order, so that small fields fill the gaps that large ones leave. */
interface Entry {
  readonly slot: number;
  readonly size: number;
  content(): string;
  add(): void;
}

/** Writes tables children first, as the builder fills its buffer from the end. */
export class TableWriter {
  constructor(
    private readonly builder: Builder,
    private readonly once: WrittenOnce,
  ) {}

  table(type: Table, value: PlainObject, what: string): number {
    const entries: Entry[] = [];
    for (const { name, slot, type: fieldType } of type.slots) {
      if (fieldType.presence === 'deprecated') continue;
      this.collect(fieldType, slot, value[name], `${what}.${name}`, entries);
    }
    entries.sort((a, b) => b.size - a.size || a.slot - b.slot);
    return this.once.content(
      () => `${type.name} ${entries.map((entry) => `${entry.slot}:${entry.content()}`).join()}`,
      () => {
        this.builder.startObject(type.slotCount);
        for (const entry of entries) {
          entry.add();
          this.builder.slot(entry.slot);
        }
        return this.builder.endObject();
      },
    );
  }

  private collect(
    type: FieldType,
    slot: number,
    value: PlainValue | undefined,
    what: string,
    entries: Entry[],
  ): void {
    if (value === undefined) {
      if (type.presence === 'optional') return;
      if (type.presence === 'required' || type.kind === 'scalar' || type.kind === 'enum') {
        throw new TypeError(`${what} is required`);
      }
      return;
    }
    if (type.presence === undefined && isDefault(type, value)) return;
    const size = inlineSize(type);
    const { builder } = this;
    switch (type.kind) {
      case 'scalar':
      case 'enum':
      case 'struct':
        entries.push({
          slot,
          size,
          content: () => contentOf(value),
          add: () => {
            this.inline(type, value, what);
          },
        });
        return;
      case 'union': {
        const tag =
          type.members.findIndex((member) => member.name === asObject(value, what)['type']) + 1;
        const member = type.members[tag - 1];
        if (!member) throw new TypeError(`${what} is not a member of ${type.name}`);
        const offset = this.table(member, asObject(value, what), what);
        entries.push({
          slot,
          size: 1,
          content: () => String(tag),
          add: () => {
            builder.addInt8(tag);
          },
        });
        entries.push(this.reference(slot + 1, size, offset));
        return;
      }
      case 'bytes':
      case 'string':
      case 'table':
      case 'vector': {
        entries.push(this.reference(slot, size, this.outOfLine(type, value, what)));
      }
    }
  }

  private reference(slot: number, size: number, offset: number): Entry {
    return {
      slot,
      size,
      content: () => `@${offset}`,
      add: () => {
        this.builder.addOffset(offset);
      },
    };
  }

  private outOfLine(
    type: Exclude<FieldType, { kind: 'scalar' | 'enum' | 'struct' | 'union' }>,
    value: PlainValue,
    what: string,
  ): number {
    switch (type.kind) {
      case 'string':
        if (typeof value !== 'string') throw new TypeError(`${what} is not a string`);
        return this.once.content(
          () => `"${value}`,
          () => this.builder.createString(value),
        );
      case 'table':
        return this.table(type, asObject(value, what), what);
      case 'bytes':
        if (!(value instanceof Uint8Array)) throw new TypeError(`${what} is not a Uint8Array`);
        return this.once.object(value, () => {
          this.builder.prep(type.forceAlign, value.byteLength);
          return this.builder.createByteVector(value);
        });
      case 'vector':
        if (!Array.isArray(value)) throw new TypeError(`${what} is not an array`);
        return this.once.object(value, () => this.vector(type, value, what));
    }
  }

  private vector(type: Vector, values: readonly PlainValue[], what: string): number {
    const { element, forceAlign } = type;
    const elements = this.elements(element, values, what);
    const alignment = Math.max(forceAlign, inlineAlignment(element));
    return this.once.content(
      () => `[${elementKey(element)} ${alignment}]${elements.content()}`,
      () => {
        this.builder.startVector(inlineSize(element), values.length, alignment);
        for (let i = values.length - 1; i >= 0; i--) elements.add(i);
        return this.builder.endVector();
      },
    );
  }

  /** Writes out-of-line elements at once, and returns what adds the i-th element to the vector. */
  private elements(
    type: ElementType,
    values: readonly PlainValue[],
    what: string,
  ): { content: () => string; add: (index: number) => void } {
    if (type.kind !== 'string' && type.kind !== 'table') {
      return {
        content: () => values.map(contentOf).join(),
        add: (index) => {
          const value = values[index];
          if (value === undefined) throw new TypeError(`${what}[${index}] is undefined`);
          this.inline(type, value, `${what}[${index}]`);
        },
      };
    }
    const offsets = values.map((value, index) => this.outOfLine(type, value, `${what}[${index}]`));
    return {
      content: () => offsets.join(),
      add: (index) => {
        this.builder.addOffset(offsets[index] ?? 0);
      },
    };
  }

  private inline(type: AnyScalar | Enumeration | Struct, value: PlainValue, what: string): void {
    if (type.kind === 'scalar') {
      addScalar(this.builder, type.scalar, value, what);
      return;
    }
    if (type.kind === 'struct') {
      this.struct(type, asObject(value, what), what);
      return;
    }
    const number = typeof value === 'string' ? type.numbers.get(value) : undefined;
    if (number === undefined) throw new TypeError(`${what} is not a member of ${type.name}`);
    addScalar(this.builder, type.underlying, number, what);
  }

  private struct(type: Struct, value: PlainObject, what: string): void {
    this.builder.prep(type.alignment, type.sizeBytes);
    let end = type.sizeBytes;
    for (const { name, offset, type: scalar } of [...type.slots].reverse()) {
      const field = value[name];
      if (field === undefined) throw new TypeError(`${what}.${name} is required`);
      this.builder.pad(end - offset - inlineSize(scalar));
      addScalar(this.builder, scalar.scalar, field, `${what}.${name}`);
      end = offset;
    }
  }
}

function isDefault(type: FieldType, value: PlainValue): boolean {
  switch (type.kind) {
    case 'scalar':
    case 'enum':
      // Not `===`, which would turn −0 into 0.
      return Object.is(type.default, value);
    case 'string':
    case 'vector':
      return (typeof value === 'string' || Array.isArray(value)) && value.length === 0;
    case 'bytes':
      return value instanceof Uint8Array && value.byteLength === 0;
    case 'struct':
    case 'table':
    case 'union':
      return false;
  }
}

function asObject(value: PlainValue, what: string): PlainObject {
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Uint8Array) {
    throw new TypeError(`${what} is not an object`);
  }
  return value;
}
