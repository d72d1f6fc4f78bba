import { makeSubgraph } from '@flotilla/tflite';
import { floats } from '../../test/subgraphs';
import { ConstantBudget } from './constant-budget';

describe('ConstantBudget', () => {
  const used = floats('w', [4], [1, 2, 3, 4]);
  const twin = { ...used, name: 'twin' };
  const subgraph = makeSubgraph({
    inputs: [],
    outputs: [],
    operators: [],
    tensors: [used, twin],
  });

  it('grows the constants up to the largest file, shared buffers counted once', () => {
    const budget = new ConstantBudget(subgraph);
    expect(budget.take(2 ** 31 - 16)).toBe(false);
    expect(budget.take(2 ** 31 - 17)).toBe(true);
    expect(budget.take(1)).toBe(false);
  });
});
