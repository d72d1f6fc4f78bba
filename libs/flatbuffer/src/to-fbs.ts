import type { Schema } from './define';
import type {
  AnyScalar,
  Enumeration,
  FieldType,
  Struct,
  StructFields,
  Table,
  Union,
} from './field-type';

type Named = Table | Struct | Enumeration | Union;

/** Prints the schema as `.fbs` text, from which `flatc` generates code that reads and writes the same bytes. */
export function toFbs(schema: Schema): string {
  const types = new Map<string, Named>();
  collect(schema.root, types);
  const lines = [
    `namespace ${schema.namespace};`,
    '',
    `file_identifier "${schema.identifier}";`,
    ...(schema.fileExtension ? [`file_extension "${schema.fileExtension}";`] : []),
  ];
  for (const type of types.values()) lines.push('', ...declaration(type));
  return [...lines, '', `root_type ${schema.root.name};`, ''].join('\n');
}

/** Types in the order of their use, dependencies first. */
function collect(type: FieldType, types: Map<string, Named>): void {
  if (type.kind === 'vector') {
    collect(type.element, types);
    return;
  }
  if (!('name' in type) || types.has(type.name)) return;
  if (type.kind === 'table') for (const slot of type.slots) collect(slot.type, types);
  if (type.kind === 'union') for (const member of type.members) collect(member, types);
  types.set(type.name, type);
}

function declaration(type: Named): string[] {
  switch (type.kind) {
    case 'enum':
      return block(`enum ${type.name} : ${type.underlying}`, type.names, ',');
    case 'union':
      return block(
        `union ${type.name}`,
        type.members.map((member) => member.name),
        ',',
      );
    case 'struct':
      return block(`struct ${type.name}`, structFields(type.fields), ';');
    case 'table':
      return block(
        `table ${type.name}`,
        type.slots.map((slot) => field(slot.name, slot.type)),
        ';',
      );
  }
}

function block(head: string, members: readonly string[], end: string): string[] {
  return [`${head} {`, ...members.map((member) => `  ${member}${end}`), '}'];
}

function structFields(fields: StructFields): string[] {
  return Object.entries(fields).map(([name, type]) => `${snake(name)}:${type.scalar}`);
}

function field(name: string, type: FieldType): string {
  return `${snake(name)}:${typeName(type)}${initial(type)}${attributes(type)}`;
}

function typeName(type: FieldType): string {
  switch (type.kind) {
    case 'scalar':
      return type.scalar;
    case 'string':
      return 'string';
    case 'bytes':
      return '[uint8]';
    case 'vector':
      return `[${typeName(type.element)}]`;
    case 'enum':
    case 'struct':
    case 'table':
    case 'union':
      return type.name;
  }
}

function initial(type: FieldType): string {
  if (type.kind !== 'scalar' && type.kind !== 'enum') return '';
  if (type.presence === 'optional') return ' = null';
  if (type.kind === 'enum') return ` = ${type.default}`;
  return scalarDefault(type);
}

function scalarDefault(type: AnyScalar): string {
  return type.default === false || Number(type.default) === 0 ? '' : ` = ${String(type.default)}`;
}

function attributes(type: FieldType): string {
  const list: string[] = [];
  if ('forceAlign' in type && type.forceAlign > 1) list.push(`force_align: ${type.forceAlign}`);
  if (type.presence === 'required' || type.presence === 'deprecated') list.push(type.presence);
  return list.length > 0 ? ` (${list.join(', ')})` : '';
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
