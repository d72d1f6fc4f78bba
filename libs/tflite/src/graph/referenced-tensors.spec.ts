import { elaborateModel } from '../../test/sample-model';
import { makeTensor } from '../make';
import { referencedTensors } from './referenced-tensors';

describe('referencedTensors()', () => {
  it('finds inputs, results, intermediates and block-wise scales, in the order of first use', () => {
    const main = elaborateModel().subgraphs[0]!;
    expect([...referencedTensors(main)].map(({ name }) => name)).toEqual([
      ...['condition', 'x', 'state', 'sparse', 'dense'],
      ...['blocks', 'per channel', 'twin', 'hidden', 'scratch', 'y', 'scales'],
    ]);
  });

  it('keeps what it is told to, and the scales of that', () => {
    const scale = makeTensor({ name: 'scale', type: 'FLOAT16', shape: [1] });
    const zero = makeTensor({ name: 'zero', type: 'INT4', shape: [1] });
    const blockwise = { scales: scale, zeroPoints: zero, blockSize: 1 };
    const kept = makeTensor({
      name: 'kept',
      type: 'INT4',
      shape: [1],
      quantization: {
        min: [],
        max: [],
        scale: [],
        zeroPoint: [],
        quantizedDimension: 0,
        blockwise,
      },
    });
    const empty = { inputs: [], outputs: [], operators: [] };
    expect([...referencedTensors(empty, [kept])]).toEqual([kept, scale, zero]);
  });
});
