import { codeThrownBy } from '@flotilla/foundation/testing';
import type { ElementType } from '../elements/element-type';
import { readNumbers, writeNumbers } from '../elements/numbers';
import { encoderFor } from './input-bytes';
import type { ModelInput } from './model-input';

const quantized: ModelInput = {
  name: 'x',
  type: 'INT8',
  shape: [1],
  quantization: { scale: 0.5, zeroPoint: -1 },
};
const plain = (type: ModelInput['type']): ModelInput => ({ name: 'x', type, shape: [1] });

function encode(type: ElementType, values: number[], input: ModelInput): Uint8Array {
  return encoderFor(type, input)(writeNumbers(type, values));
}

describe('encoderFor()', () => {
  it('gives a float input any number', () => {
    for (const type of ['UINT8', 'INT64', 'FLOAT16', 'FLOAT64', 'BOOL'] as const) {
      expect([...readNumbers('FLOAT32', encode(type, [1, 0], plain('FLOAT32')))]).toEqual([1, 0]);
    }
  });

  it('quantizes floats for a quantized input, and passes its own type as it is', () => {
    expect([...readNumbers('INT8', encode('FLOAT32', [1, -200], quantized))]).toEqual([1, -128]);
    expect([...readNumbers('INT8', encode('INT8', [5, -7], quantized))]).toEqual([5, -7]);
  });

  it('does not guess what other integers mean to a quantized input', () => {
    expect(codeThrownBy(() => encoderFor('UINT8', quantized))).toBe('DATASET_TYPE');
  });

  it('cannot quantize NaN', () => {
    expect(codeThrownBy(() => encode('FLOAT32', [NaN], quantized))).toBe('DATASET_NOT_FINITE');
  });

  it('takes integers for a plain integer input when they fit', () => {
    expect([...readNumbers('INT32', encode('INT64', [-5], plain('INT32')))]).toEqual([-5]);
    expect(codeThrownBy(() => encode('INT64', [300], plain('UINT8')))).toBe('DATASET_TYPE');
    expect(codeThrownBy(() => encoderFor('FLOAT32', plain('INT32')))).toBe('DATASET_TYPE');
  });

  it('has nothing to give to an input that is no number', () => {
    expect(codeThrownBy(() => encoderFor('FLOAT32', plain('STRING')))).toBe('DATASET_TYPE');
  });
});
