import { enumeration, type Enumeration } from '@flotilla/flatbuffer';

export interface WireEnum<Member extends string> {
  readonly type: Enumeration;
  toWire(member: Member): string;
  /** Undefined for a value that this version does not know, and for an absent one. */
  fromWire(name: string): Member | undefined;
}

/**
 * The schema's enumeration of string literals. Number 0 means that the sender left the field out, which must not read
 * as the first member; hyphens become underscores, as FlatBuffers names have none.
 */
export function wireEnum<Member extends string>(
  name: string,
  members: readonly Member[],
): WireEnum<Member> {
  const toWire = (member: Member): string => member.replaceAll('-', '_');
  const byName = new Map(members.map((member) => [toWire(member), member]));
  return {
    type: enumeration(name, 'uint8', ['unspecified', ...byName.keys()]),
    toWire,
    fromWire: (wireName) => byName.get(wireName),
  };
}
