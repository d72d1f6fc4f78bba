import { codeThrownBy } from '@flotilla/foundation/testing';
import { makeTensor, type TensorType } from '@flotilla/tflite';
import { describeTensor } from './describe-tensor';

const tensor = (type: TensorType, shape: number[], scale?: number[]) =>
  makeTensor({
    name: 'x',
    type,
    shape,
    ...(scale && {
      quantization: {
        min: [],
        max: [],
        scale,
        zeroPoint: scale.map(() => -3n),
        quantizedDimension: 0,
      },
    }),
  });

describe('describeTensor()', () => {
  it('tells the size in bytes, whole for elements smaller than one', () => {
    expect(describeTensor(tensor('FLOAT32', [2, 3]))).toEqual({
      name: 'x',
      type: 'FLOAT32',
      shape: [2, 3],
      byteLength: 24,
    });
    expect(describeTensor(tensor('INT4', [5])).byteLength).toBe(3);
    expect(describeTensor(tensor('BOOL', [])).byteLength).toBe(1);
  });

  it('tells affine parameters of a whole tensor, as native TensorFlow Lite does', () => {
    expect(describeTensor(tensor('INT8', [2], [0.5])).quantization).toEqual({
      scale: 0.5,
      zeroPoint: -3,
    });
    expect(describeTensor(tensor('INT8', [2], [0.5, 0.25]))).not.toHaveProperty('quantization');
  });

  it.each<[TensorType, number[]]>([
    ['STRING', [1]],
    ['RESOURCE', [1]],
    ['COMPLEX128', [1]],
    ['FLOAT32', [0, 3]],
  ])('refuses %s %j', (type, shape) => {
    expect(codeThrownBy(() => describeTensor(tensor(type, shape)))).toBe('MODEL_UNSUPPORTED');
    expect(() => describeTensor(tensor(type, shape))).toThrow(type);
  });
});
