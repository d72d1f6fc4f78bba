import type { TensorArray } from '../elements/array';
import type { ElementType } from '../elements/element-type';
import type { ModelInput } from './model-input';
import { normalizeInputs } from './normalize-inputs';

const bytes: TensorArray = { type: 'UINT8', shape: [1, 2], bytes: Uint8Array.of(0, 255) };
const normalization = { mean: [0], std: [255] };
const input = (type: ElementType, isQuantized = false): ModelInput => ({
  name: 'x',
  type,
  shape: [1, 2],
  ...(isQuantized && { quantization: { scale: 1 / 255, zeroPoint: 0 } }),
});

describe('normalizeInputs()', () => {
  it.each([
    ['a float input', input('FLOAT32'), false, true],
    ['an int8 input', input('INT8', true), false, true],
    ['a quantized uint8 input, which they may fit already', input('UINT8', true), false, false],
    ['a quantized uint8 input, of pixels', input('UINT8', true), true, true],
    ['a plain uint8 input, of pixels', input('UINT8'), true, false],
    ['indices', input('INT32'), true, false],
  ])('of bytes for %s', (_, given, arePixels, isNormalized) => {
    const { file, normalized } = normalizeInputs(bytes, [given], {
      normalizations: [normalization],
      arePixels,
    });
    expect(normalized).toEqual(isNormalized ? [0] : []);
    expect(file instanceof Map ? file.get('x') : file).toMatchObject({
      type: isNormalized ? 'FLOAT32' : 'UINT8',
    });
  });

  it('leaves arrays of other types, and inputs of which nothing is known', () => {
    const floats: TensorArray = { type: 'FLOAT32', shape: [1, 1], bytes: new Uint8Array(4) };
    const inputs = ['a', 'b', 'c'].map((name) => ({ ...input('FLOAT32'), name }));
    const { file, normalized } = normalizeInputs(
      new Map([
        ['a', floats],
        ['b', bytes],
        ['c', bytes],
      ]),
      inputs,
      { normalizations: [normalization, undefined, normalization], arePixels: false },
    );
    expect(normalized).toEqual([2]);
    expect(file).toEqual(
      new Map([
        ['a', floats],
        ['b', bytes],
        ['c', expect.objectContaining({ type: 'FLOAT32', shape: [1, 2] }) as unknown],
      ]),
    );
  });
});
