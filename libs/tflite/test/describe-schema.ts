import type { FieldType, Table } from '@flotilla/flatbuffer';

/** A schema as far as its files depend on it, in the words of `fixtures/official-schema.json`. */
export interface SchemaDescription {
  /** `name: type = default` by slot; null for a deprecated field. */
  readonly tables: Map<string, (string | null)[]>;
  /** Members in the order of their numbers, also of unions. */
  readonly enumerations: Map<string, readonly string[]>;
}

/** Describes a table and all that its fields are made of. */
export function describeSchema(root: Table): SchemaDescription {
  const described: SchemaDescription = { tables: new Map(), enumerations: new Map() };
  describeTable(root, described);
  return described;
}

function describeTable(table: Table, described: SchemaDescription): void {
  if (described.tables.has(table.name)) return;
  const fields: (string | null)[] = [];
  described.tables.set(table.name, fields);
  for (const { name, slot, type } of table.slots) {
    // A union's tag takes the slot before its value.
    if (type.kind === 'union') fields[slot] = `${name}Type: uint8 = 0`;
    const valueSlot = type.kind === 'union' ? slot + 1 : slot;
    fields[valueSlot] =
      type.presence === 'deprecated' ? null : `${name}: ${nameOf(type)}${defaultOf(type)}`;
    describeParts(type, described);
  }
}

function describeParts(type: FieldType, described: SchemaDescription): void {
  if (type.kind === 'vector') describeParts(type.element, described);
  if (type.kind === 'table') describeTable(type, described);
  if (type.kind === 'enum') described.enumerations.set(type.name, type.names);
  if (type.kind === 'union') {
    described.enumerations.set(type.name, ['NONE', ...type.members.map(({ name }) => name)]);
    for (const member of type.members) describeTable(member, described);
  }
}

function nameOf(type: FieldType): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'enum':
      return type.underlying;
    case 'bytes':
      return '[uint8]';
    case 'vector':
      return `[${nameOf(type.element)}]`;
    case 'table':
    case 'struct':
      return type.name;
    case 'string':
    case 'union':
      return type.kind;
  }
}

function defaultOf(type: FieldType): string {
  if (type.kind === 'scalar') return ` = ${Number(type.default)}`;
  return type.kind === 'enum' ? ` = ${type.numbers.get(type.default)}` : '';
}
