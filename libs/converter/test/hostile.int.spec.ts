import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { convert, ConverterError } from '../src';
import { fixture, memberOf, withMembers } from './fixture';
import { chainModel, ramp } from './layers-model';

const keras = fixture('sequential.keras');
const tfjs = chainModel(
  [null, 4, 4, 1],
  [
    [
      'Conv2D',
      { name: 'conv', filters: 2, kernel_size: 2 },
      { kernel: ramp(2, 2, 1, 2), bias: ramp(2) },
    ],
    ['Flatten', { name: 'flat' }],
    ['Dense', { name: 'dense', units: 2 }, { kernel: ramp(18, 2), bias: ramp(2) }],
  ],
);

let tfjsZip: Uint8Array;

beforeAll(async () => {
  tfjsZip = zipSync({
    'tfjs/model.json': tfjs.modelJson,
    'tfjs/weights.bin': await tfjs.readShard('weights.bin'),
  });
});

interface Damage {
  readonly at: number;
  readonly value: number;
  /** Bytes copied over from elsewhere, which damages more than one field at once. */
  readonly copied: number;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.nat(),
  value: fc.constantFrom(0, 0x2d, 0x39, 0x5b, 0x7d, 0xff),
  copied: fc.constantFrom(0, 0, 4, 40),
});

function damaged(bytes: Uint8Array, { at, value, copied }: Damage): Uint8Array {
  const copy = bytes.slice();
  const place = at % copy.length;
  copy[place] = value;
  copy.copyWithin(place, (place * 31) % copy.length, ((place * 31) % copy.length) + copied);
  return copy;
}

function inMember(name: string): (bytes: Uint8Array, change: Damage) => Uint8Array {
  return (bytes, change) => withMembers(bytes, { [name]: damaged(memberOf(bytes, name), change) });
}

describe('convert() of damaged files', () => {
  it.each([
    ['the archive', () => keras, damaged],
    ['the architecture', () => keras, inMember('config.json')],
    ['the weights', () => keras, inMember('model.weights.h5')],
    ['model.json', () => tfjs.modelJson, damaged],
    ['a zipped folder', () => tfjsZip, damaged],
    ['model.json in a zipped folder', () => tfjsZip, inMember('tfjs/model.json')],
  ])('gives a model or a typed error, whatever is changed in %s', async (_, bytes, change) => {
    await fc.assert(
      fc.asyncProperty(damage, async (hurt) => {
        const source = { bytes: change(bytes(), hurt), readShard: tfjs.readShard };
        const outcome = await convert(source).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(ConverterError);
        else expect(outcome).toHaveProperty('model');
      }),
      { numRuns: 100 },
    );
  });
});
