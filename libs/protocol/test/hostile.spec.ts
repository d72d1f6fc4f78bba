import { isCodedError } from '@flotilla/foundation';
import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import {
  codecs,
  deviceKinds,
  maximumMessageBytes,
  platformKinds,
  type MessageKind,
} from '../src/index';
import { anyCodec } from './any-codec';
import { sampleMessages } from './sample-messages';

const kinds: readonly MessageKind[] = [...deviceKinds, ...platformKinds];
const codes = ['TOO_LARGE', 'MALFORMED', 'INVALID_VALUE'];

/** Decodes, and fails the test for anything but a message that encodes again or a typed error. */
function survives(kind: MessageKind, bytes: Uint8Array): void {
  let message: unknown;
  try {
    message = anyCodec(kind).decode(bytes);
  } catch (error) {
    if (!isCodedError(error) || !codes.includes(error.code)) throw error;
    return;
  }
  expect(anyCodec(kind).decode(anyCodec(kind).encode(message))).toEqual(message);
}

describe.each(kinds)('decoding hostile bytes as %s', (kind) => {
  const golden = anyCodec(kind).encode(sampleMessages[kind]);

  it('refuses or reads every truncation, by a typed error at worst', () => {
    for (let length = 0; length < golden.byteLength; length++) {
      survives(kind, golden.subarray(0, length));
    }
  });

  it('survives every single flipped bit', () => {
    for (let bit = 0; bit < golden.byteLength * 8; bit++) {
      const bytes = new Uint8Array(golden);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      survives(kind, bytes);
    }
  });

  it('survives random bytes, with and without the right identifier', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 512 }), fc.boolean(), (bytes, identified) => {
        if (identified && bytes.byteLength >= 8) bytes.set(golden.subarray(4, 8), 4);
        survives(kind, bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('survives overwritten words, where offsets and lengths live', () => {
    const word = fc.constantFrom(0, 1, 4, 0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff);
    fc.assert(
      fc.property(fc.nat(golden.byteLength - 4), word, (position, value) => {
        const bytes = new Uint8Array(golden);
        new DataView(bytes.buffer).setUint32(position, value, true);
        survives(kind, bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('refuses more bytes than the limit with TOO_LARGE, before reading them', () => {
    const bytes = new Uint8Array(maximumMessageBytes[kind] + 1);
    bytes.set(golden);
    expect(codeThrownBy(() => anyCodec(kind).decode(bytes))).toBe('TOO_LARGE');
  });
});

describe('values that the protocol does not allow', () => {
  const { hello, progress, telemetry, desired, command } = sampleMessages;
  const [installed] = hello.installed;
  const [model] = desired.models;

  it.each([
    ['hello: range upside down', 'hello', { ...hello, protocolMinimum: 2 }],
    ['hello: version 0', 'hello', { ...hello, protocolMinimum: 0 }],
    ['hello: digest too short', 'hello', withInstalled({ digest: 'ab' })],
    ['hello: digest in upper case', 'hello', withInstalled({ digest: 'AB'.repeat(32) })],
    ['hello: too many slots', 'hello', { ...hello, installed: Array(257).fill(installed) }],
    ['hello: zero character', 'hello', { ...hello, agentVersion: '1\0' }],
    ['hello: long text', 'hello', { ...hello, operatingSystem: 'x'.repeat(129) }],
    ['hello: session beyond 63 bits', 'hello', { ...hello, session: 2n ** 63n }],
    ['progress: fraction above 1', 'progress', { ...progress, fraction: 1.01 }],
    ['progress: fraction NaN', 'progress', { ...progress, fraction: Number.NaN }],
    ['progress: unknown state', 'progress', { ...progress, state: 'exploded' }],
    ['progress: attempt beyond 31 bits', 'progress', { ...progress, attempt: 2 ** 31 }],
    ['telemetry: more labels than inferences', 'telemetry', { ...telemetry, labelledCount: 1001n }],
    ['telemetry: more right than labelled', 'telemetry', { ...telemetry, correctCount: 901n }],
    ['telemetry: year 10000', 'telemetry', { ...telemetry, endedAtMs: 253_402_300_800_000n }],
    [
      'telemetry: sketch too large',
      'telemetry',
      { ...telemetry, latencySketch: new Uint8Array(16_641) },
    ],
    ['desired: infinite tolerance', 'desired', withTolerance(Infinity)],
    ['desired: tolerance NaN', 'desired', withTolerance(Number.NaN)],
    ['desired: too many models', 'desired', { ...desired, models: Array(65).fill(model) }],
    ['command: no id', 'command', { ...command, id: '' }],
  ] as const)('%s is refused by encode()', (_, kind, message) => {
    expect(codeThrownBy(() => anyCodec(kind).encode(message))).toBe('INVALID_VALUE');
  });

  it('are refused by decode() too: NaN that replaces the fraction on the wire', () => {
    const bytes = codecs.progress.encode({ ...progress, fraction: 0.123456789 });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = [...bytes.keys()].find(
      (position) =>
        position + 8 <= bytes.byteLength && view.getFloat64(position, true) === 0.123456789,
    );
    view.setFloat64(at ?? -1, Number.NaN, true);
    expect(codeThrownBy(() => codecs.progress.decode(bytes))).toBe('INVALID_VALUE');
  });

  it('does not read an absent state as the first one', () => {
    const bytes = codecs.command.encode(command);
    const at = bytes.indexOf(3);
    const decodeAll = (): void => {
      for (let position = at; position !== -1; position = bytes.indexOf(3, position + 1)) {
        const changed = new Uint8Array(bytes);
        changed[position] = 0;
        codecs.command.decode(changed);
      }
    };
    expect(codeThrownBy(decodeAll)).toBe('INVALID_VALUE');
  });

  it('keeps no reference to the bytes it was given', () => {
    const bytes = codecs.telemetry.encode(telemetry);
    const decoded = codecs.telemetry.decode(bytes);
    bytes.fill(0);
    expect(decoded).toEqual(telemetry);
  });

  function withInstalled(change: object): object {
    return { ...hello, installed: [{ ...installed, ...change }] };
  }

  function withTolerance(goldenTolerance: number): object {
    const [variant] = model?.variants ?? [];
    return {
      ...desired,
      models: [{ ...model, variants: [{ ...variant, goldenTolerance }] }],
    };
  }
});
