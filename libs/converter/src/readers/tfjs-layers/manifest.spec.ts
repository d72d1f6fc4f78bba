import { codeThrownBy } from '@flotilla/foundation/testing';
import { readManifest } from './manifest';

const weight = { name: 'conv/kernel', shape: [2, 3], dtype: 'float32' };
const manifest = (group: unknown): { weightsManifest: unknown } => ({ weightsManifest: [group] });

describe('readManifest()', () => {
  it('gives groups with their size in bytes', () => {
    expect(readManifest(manifest({ paths: ['a/b.bin'], weights: [weight] }))).toEqual([
      { paths: ['a/b.bin'], weights: [{ name: 'conv/kernel', shape: [2, 3] }], sizeBytes: 24 },
    ]);
  });

  it.each(['../weights.bin', 'a/../../b', '/etc/passwd', 'https://example.org/w', 'a\\b', 'a\0b'])(
    'refuses the path %j',
    (path) => {
      expect(codeThrownBy(() => readManifest(manifest({ paths: [path], weights: [] })))).toBe(
        'UNSAFE_PATH',
      );
    },
  );

  it.each([
    ['quantized weights', { ...weight, quantization: { dtype: 'uint8' } }],
    ['integer weights', { ...weight, dtype: 'int32' }],
  ])('refuses %s', (_, entry) => {
    expect(codeThrownBy(() => readManifest(manifest({ paths: [], weights: [entry] })))).toBe(
      'MALFORMED_WEIGHTS',
    );
  });

  it.each([
    ['no manifest', {}],
    ['paths that are no list', manifest({ paths: 'a', weights: [] })],
    ['a path that is no text', manifest({ paths: [1], weights: [] })],
    ['a weight without a name', manifest({ paths: [], weights: [{ ...weight, name: 1 }] })],
    ['a negative size', manifest({ paths: [], weights: [{ ...weight, shape: [-1] }] })],
  ])('refuses %s', (_, model) => {
    expect(codeThrownBy(() => readManifest(model))).toBe('MALFORMED_CONFIG');
  });
});
