import { bytesOf, constantData, floatData } from './constant-data';
import { makeTensor } from './make';

describe('constantData()', () => {
  it('reads elements wherever their bytes stand', () => {
    const bytes = new Uint8Array(13);
    bytes.set(bytesOf(Float32Array.of(1.5, -2, 3)), 1);
    const tensor = makeTensor({
      name: 'w',
      type: 'FLOAT32',
      shape: [3],
      buffer: { data: bytes.subarray(1) },
    });
    expect([...floatData(tensor)]).toEqual([1.5, -2, 3]);
  });

  it('copies, so that changing the elements leaves the model alone', () => {
    const tensor = makeTensor({
      name: 'w',
      type: 'INT64',
      shape: [1],
      buffer: { data: bytesOf(BigInt64Array.of(-5n)) },
    });
    constantData(tensor, 'INT64')[0] = 7n;
    expect(constantData(tensor, 'INT64')[0]).toBe(-5n);
  });

  it('refuses activations and other types', () => {
    const activation = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1] });
    expect(() => floatData(activation)).toThrow(RangeError);
    const bytes = makeTensor({
      name: 'b',
      type: 'INT8',
      shape: [4],
      buffer: { data: new Uint8Array(4) },
    });
    expect(() => floatData(bytes)).toThrow(RangeError);
  });
});
