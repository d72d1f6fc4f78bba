/**
 * Prints `schema/*.fbs` again and adds missing golden files; run it after adding a kind of message:
 * `node tools/run-ts.cjs libs/protocol/test/write-fixtures.ts`. Golden files that exist are never written.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { toFbs } from '@flotilla/flatbuffer';
import { deviceKinds, platformKinds, schemas } from '../src/index';
import { anyCodec } from './any-codec';
import { fixturePaths } from './fixture-paths';
import { sampleMessages } from './sample-messages';

for (const kind of [...deviceKinds, ...platformKinds]) {
  const { golden, fbs } = fixturePaths(kind);
  writeFileSync(fbs, toFbs(schemas[kind]));
  if (!existsSync(golden)) writeFileSync(golden, anyCodec(kind).encode(sampleMessages[kind]));
}
