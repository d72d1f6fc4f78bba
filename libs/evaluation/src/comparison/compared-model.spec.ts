import { makeTensor } from '@flotilla/tflite';
import { realValues, withoutRepetitions } from './compared-model';

describe('realValues()', () => {
  const quantization = { min: [], max: [], scale: [0.5], zeroPoint: [2n], quantizedDimension: 0 };
  const spec = { name: 't', type: 'INT8', shape: [2], byteLength: 2 } as const;

  it('dequantizes by the parameters in the file', () => {
    const tensor = makeTensor({ name: 't', type: 'INT8', shape: [2], quantization });
    expect([...Array.from(realValues(Uint8Array.of(4, 0xfe), spec, tensor))]).toEqual([1, -2]);
  });

  it('takes plain integers for the numbers that they are', () => {
    const tensor = makeTensor({ name: 't', type: 'INT8', shape: [2] });
    expect(Array.from(realValues(Uint8Array.of(4, 0xfe), spec, tensor))).toEqual([4, -2]);
  });

  it('finds no numbers in texts', () => {
    const tensor = makeTensor({ name: 't', type: 'STRING', shape: [1] });
    expect(realValues(Uint8Array.of(1), { ...spec, type: 'STRING' }, tensor)).toHaveLength(0);
  });
});

describe('withoutRepetitions()', () => {
  const values = [1, 2, 3, 4, 5, 6];

  it('keeps the rows of samples', () => {
    const invocation = { inputs: [], sampleCount: 2, batch: 3 };
    expect(withoutRepetitions(values, [3, 2], invocation)).toEqual([1, 2, 3, 4]);
  });

  it.each([
    ['whole inputs', [3, 2], { inputs: [], sampleCount: 1 }],
    ['a full batch', [3, 2], { inputs: [], sampleCount: 3, batch: 3 }],
    ['an output without a batch', [6], { inputs: [], sampleCount: 2, batch: 3 }],
  ] as const)('leaves %s alone', (_, shape, invocation) => {
    expect(withoutRepetitions(values, shape, invocation)).toBe(values);
  });
});
