import { bool, schema, string, table, uint16, uint64, vector } from '@flotilla/flatbuffer';
import * as check from '../check';
import { createCodec } from '../codec';
import { limits, maximumMessageBytes } from '../limits';
import type { Hello, InstalledVariant } from '../messages';

const InstalledVariantTable = table('InstalledVariant', {
  model: string(),
  variantId: string(),
  digest: string(),
  delegate: string(),
  active: bool(),
});

const HelloTable = table('Hello', {
  protocolMinimum: uint16(),
  protocolMaximum: uint16(),
  session: uint64(),
  agentVersion: string(),
  architecture: string(),
  operatingSystem: string(),
  runtimeName: string(),
  runtimeVersion: string(),
  delegates: vector(string()),
  memoryBytes: uint64(),
  installed: vector(InstalledVariantTable),
  desiredCounter: uint64(),
});

export const helloSchema = schema({
  namespace: 'flotilla.protocol.v1',
  root: HelloTable,
  identifier: 'FLHE',
});

export const helloCodec = createCodec<typeof HelloTable, Hello>({
  schema: helloSchema,
  maximumBytes: maximumMessageBytes.hello,
  check: check.record<Hello>(
    {
      protocolMinimum: check.integerUpTo(65_535, 1),
      protocolMaximum: check.integerUpTo(65_535, 1),
      session: check.counter,
      agentVersion: check.name,
      architecture: check.nameOrEmpty,
      operatingSystem: check.nameOrEmpty,
      runtimeName: check.nameOrEmpty,
      runtimeVersion: check.nameOrEmpty,
      delegates: check.list(check.name, limits.delegates),
      memoryBytes: check.counter,
      installed: check.list(
        check.record<InstalledVariant>({
          model: check.name,
          variantId: check.id,
          digest: check.digest,
          delegate: check.nameOrEmpty,
          active: check.anything,
        }),
        limits.installed,
      ),
      desiredCounter: check.counter,
    },
    ({ protocolMinimum, protocolMaximum }, what) => {
      if (protocolMinimum > protocolMaximum) {
        check.refuse(
          `${what}.protocolMinimum`,
          String(protocolMinimum),
          `the maximum is ${protocolMaximum}`,
        );
      }
    },
  ),
  toWire: (message) => message,
  fromWire: (wire) => wire,
});
