/**
 * Prints `schema/*.fbs` again and adds missing golden files; run it after adding a kind of message:
 * `node tools/run-ts.cjs libs/protocol/test/write-fixtures.ts`. Golden files that exist are never written.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { toFbs } from '@flotilla/flatbuffer';
import { codecs, deviceKinds, platformKinds, schemas } from '../src/index';
import { fixturePaths } from './fixture-paths';
import { sampleMessages } from './sample-messages';

for (const kind of [...deviceKinds, ...platformKinds]) {
  const { golden, fbs } = fixturePaths(kind);
  writeFileSync(fbs, toFbs(schemas[kind]));
  const encode: (message: never) => Uint8Array = codecs[kind].encode;
  if (!existsSync(golden)) writeFileSync(golden, encode(sampleMessages[kind] as never));
}
