import { floatData } from '@flotilla/tflite';
import { activation, add, chain, dense, floats } from '../../test/subgraphs';
import { foldAdd } from './fold-add';

describe('fold-add', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];

  it('adds the constant to the bias and keeps the weights', () => {
    const subgraph = chain(dense(x, y), add(y, floats('offset', [2], [10, 20]), z));
    expect(foldAdd.apply(subgraph)).toEqual([{ rewrite: 'fold-add', tensor: 'z' }]);
    const [, weights, bias] = subgraph.operators[0]?.inputs ?? [];
    expect(weights && [...floatData(weights)]).toEqual([1, 2, 3, 4]);
    expect(bias && [...floatData(bias)]).toEqual([15, 26]);
  });

  it('leaves a sum of two computed tensors', () => {
    expect(foldAdd.apply(chain(dense(x, y), add(y, x, z)))).toEqual([]);
  });
});
