import { defaultsOf } from '@flotilla/flatbuffer';
import type { BuiltinOptionsOf, BuiltinOptionsType } from './builtin-options';
import { FirstBuiltinOptions } from './first-builtin-options';
import { SecondBuiltinOptions } from './second-builtin-options';

/**
 * Options of one type with the format's defaults for whatever is not given:
 * `optionsOf('Conv2DOptions', { padding: 'SAME', strideW: 1, strideH: 1 })`.
 */
export function optionsOf<T extends BuiltinOptionsType>(
  type: T,
  fields: Partial<Omit<BuiltinOptionsOf<T>, 'type'>> = {},
): BuiltinOptionsOf<T> {
  const members = [...FirstBuiltinOptions.members, ...SecondBuiltinOptions.members];
  const member = members.find((candidate) => candidate.name === type);
  if (!member) throw new RangeError(`there is no options table ${type}`);
  return { type, ...defaultsOf(member), ...fields } as BuiltinOptionsOf<T>;
}
