import { floatData, makeOperator, optionsOf, type Operator, type Tensor } from '@flotilla/tflite';
import { activation, chain, dense, floats } from '../../test/subgraphs';
import { foldSubtract } from './fold-subtract';

const subtract = (left: Tensor, right: Tensor, output: Tensor): Operator =>
  makeOperator({
    code: 'SUB',
    inputs: [left, right],
    outputs: [output],
    options: optionsOf('SubOptions'),
  });

describe('fold-subtract', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];
  const offset = floats('offset', [2], [10, 20]);

  it.each([
    ['a constant from the sum', subtract(y, offset, z), [1, 2, 3, 4], [-5, -14]],
    ['the sum from a constant', subtract(offset, y, z), [-1, -2, -3, -4], [5, 14]],
  ])('takes %s', (_, operator, weights, bias) => {
    const subgraph = chain(dense(x, y), operator);
    expect(foldSubtract.apply(subgraph)).toEqual([{ rewrite: 'fold-subtract', tensor: 'z' }]);
    const constants = subgraph.operators[0]!.inputs.slice(1);
    expect(constants.map((tensor) => tensor && [...floatData(tensor)])).toEqual([weights, bias]);
  });
});
