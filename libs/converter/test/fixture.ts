import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** Bytes of a file that Keras wrote. */
export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(__dirname, 'fixtures', name)));
}

/** A `.keras` file again, with its architecture changed. */
export function withConfig(bytes: Uint8Array, change: (json: string) => string): Uint8Array {
  const members = unzipSync(bytes);
  const config = members['config.json'];
  if (config === undefined) throw new Error('the fixture has no config.json');
  return zipSync({ ...members, 'config.json': strToU8(change(strFromU8(config))) });
}

/** A `.keras` file again, with members replaced, added or (`undefined`) left out. */
export function withMembers(
  bytes: Uint8Array,
  changes: Readonly<Record<string, Uint8Array | undefined>>,
): Uint8Array {
  const members: Zippable = {};
  for (const [name, data] of Object.entries({ ...unzipSync(bytes), ...changes })) {
    if (data !== undefined) members[name] = data;
  }
  return zipSync(members);
}

/** One member of a `.keras` file. */
export function memberOf(bytes: Uint8Array, name: string): Uint8Array {
  const member = unzipSync(bytes)[name];
  if (member === undefined) throw new Error(`the fixture has no ${name}`);
  return member;
}
