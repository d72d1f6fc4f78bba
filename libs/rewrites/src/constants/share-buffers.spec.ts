import { makeModel, makeSubgraph, type Tensor } from '@flotilla/tflite';
import { floats } from '../../test/subgraphs';
import { shareBuffers } from './share-buffers';

const model = (...subgraphs: Tensor[][]) =>
  makeModel({
    subgraphs: subgraphs.map((tensors) =>
      makeSubgraph({ inputs: [], outputs: [], operators: [], tensors }),
    ),
  });

describe('shareBuffers()', () => {
  it('lets equal constants share one buffer, over subgraphs and whatever their shape', () => {
    const [one, two, other] = [
      floats('one', [2], [1, 2]),
      floats('two', [2, 1], [1, 2]),
      floats('other', [2], [1, 3]),
    ];
    expect(shareBuffers(model([one, other], [two]))).toBe(1);
    expect(two.buffer).toBe(one.buffer);
    expect(other.buffer).not.toBe(one.buffer);
  });

  it('counts buffers, not tensors', () => {
    const one = floats('one', [1], [1]);
    expect(shareBuffers(model([one, { ...one }]))).toBe(0);
  });

  it('leaves state and metadata alone', () => {
    const [one, state] = [
      floats('one', [1], [1]),
      { ...floats('state', [1], [1]), isVariable: true },
    ];
    const metadata = { name: 'notes', buffer: floats('note', [1], [1]).buffer! };
    const shared = { ...model([one, state]), metadata: [metadata] };
    expect(shareBuffers(shared)).toBe(0);
    expect(state.buffer).not.toBe(one.buffer);
    expect(metadata.buffer).not.toBe(one.buffer);
  });
});
