import { makeOperator } from '@flotilla/tflite';
import { encodingOfFakeQuant, encodingOfTensor, isSymmetric, rangeOfEncoding } from './encoding';

const fakeQuant = (min: number, max: number, numBits = 8, narrowRange = false) =>
  makeOperator({
    code: 'FAKE_QUANT',
    inputs: [],
    outputs: [],
    options: { type: 'FakeQuantOptions', min, max, numBits, narrowRange },
  });

const quantization = (scale: number[], zeroPoint: bigint[]) => ({
  min: [],
  max: [],
  scale,
  zeroPoint,
  quantizedDimension: 3,
});

describe('encodingOfFakeQuant()', () => {
  it('moves the range so that zero is a step', () => {
    expect(encodingOfFakeQuant(fakeQuant(-1, 1.55))).toMatchObject({
      scale: [Math.fround(0.01)],
      zeroPoint: [100],
    });
    expect(encodingOfFakeQuant(fakeQuant(-1.004, 1.546))?.zeroPoint).toEqual([100]);
  });

  it('puts zero in the middle of a narrow symmetric range, of any width', () => {
    for (const bits of [4, 8]) {
      const encoding = encodingOfFakeQuant(fakeQuant(-0.5, 0.5, bits, true));
      expect(encoding?.scale).toEqual([Math.fround(0.5 / (2 ** (bits - 1) - 1))]);
      expect(encoding && isSymmetric(encoding)).toBe(true);
    }
  });

  it('holds zero at an end of a range that does not contain it', () => {
    expect(encodingOfFakeQuant(fakeQuant(1, 2))?.zeroPoint).toEqual([0]);
    expect(encodingOfFakeQuant(fakeQuant(-2, -1))?.zeroPoint).toEqual([255]);
  });

  it.each([
    ['an empty range', 1, 1, 8],
    ['a range upside down', 1, -1, 8],
    ['NaN', NaN, 1, 8],
    ['an infinity', 0, Infinity, 8],
    ['a single bit', 0, 1, 1],
    ['more bits than activations have', 0, 1, 32],
  ])('knows nothing of %s', (_, min, max, bits) => {
    expect(encodingOfFakeQuant(fakeQuant(min, max, bits))).toBeUndefined();
  });
});

describe('encodingOfTensor()', () => {
  it('counts from the lowest integer, whatever the type', () => {
    const unsigned = encodingOfTensor('UINT8', quantization([0.5], [128n]));
    const signed = encodingOfTensor('INT8', quantization([0.5], [0n]));
    expect(unsigned).toEqual(signed);
    expect(signed && rangeOfEncoding(signed)).toEqual({ min: -64, max: 63.5 });
    expect(encodingOfTensor('INT16', quantization([1], [0n]))?.zeroPoint).toEqual([32768]);
  });

  it('spans all channels', () => {
    const encoding = encodingOfTensor('INT8', quantization([1, 2], [0n, 0n]));
    expect(encoding).toMatchObject({ axis: 3, scale: [1, 2] });
    expect(encoding && rangeOfEncoding(encoding)).toEqual({ min: -256, max: 254 });
  });

  it('knows nothing of other types, and of integers without a scale', () => {
    expect(encodingOfTensor('INT32', quantization([1], [0n]))).toBeUndefined();
    expect(encodingOfTensor('INT8', undefined)).toBeUndefined();
    expect(encodingOfTensor('INT8', quantization([1], []))).toBeUndefined();
  });
});
