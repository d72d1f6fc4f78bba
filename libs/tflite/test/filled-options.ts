import type { Table } from '@flotilla/flatbuffer';
import type { BuiltinOptions } from '../src/schema';
import { FirstBuiltinOptions } from '../src/schema/first-builtin-options';
import { SecondBuiltinOptions } from '../src/schema/second-builtin-options';

type FieldType = Table['slots'][number]['type'];

/** Numbers are below this, so that as indexes of subgraphs they can all exist. */
export const filledLimit = 60;

/** Every options table of the format, each field apart from its default and, where it can be, from its neighbours. */
export const EVERY_OPTIONS: readonly BuiltinOptions[] = [
  ...FirstBuiltinOptions.members,
  ...SecondBuiltinOptions.members,
].map(filled);

function filled(table: Table): BuiltinOptions {
  const fields = table.slots
    .filter(({ type }) => type.presence !== 'deprecated')
    .map(({ name, type, slot }) => [name, valueOf(type, slot + 10)] as const);
  // Made from the very table that the type names.
  return { type: table.name, ...Object.fromEntries(fields) } as BuiltinOptions;
}

/** @param number unlike any default, and different for each field */
function valueOf(type: FieldType, number: number): unknown {
  switch (type.kind) {
    case 'scalar':
      return scalarOf(type.scalar, type.default, number);
    case 'enum': {
      const others = type.names.filter((name) => name !== type.default);
      return others[number % others.length] ?? type.default;
    }
    case 'string':
      return `text ${number}`;
    case 'bytes':
      return Uint8Array.of(number, number + 1, 0);
    case 'vector':
      return [number, number + 20].map((each) => valueOf(type.element, each));
    case 'struct':
    case 'table':
    case 'union':
      throw new TypeError(`options hold no ${type.kind}`);
  }
}

function scalarOf(name: string, byDefault: unknown, number: number): unknown {
  if (typeof byDefault === 'boolean') return !byDefault;
  if (typeof byDefault === 'bigint') return 2n ** 40n + BigInt(number);
  return name === 'float32' ? number + 0.5 : number;
}
