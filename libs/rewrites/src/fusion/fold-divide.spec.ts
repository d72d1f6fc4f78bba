import { floatData, makeOperator, optionsOf, type Operator, type Tensor } from '@flotilla/tflite';
import { activation, chain, dense, floats } from '../../test/subgraphs';
import { foldDivide } from './fold-divide';

const divide = (left: Tensor, right: Tensor, output: Tensor): Operator =>
  makeOperator({
    code: 'DIV',
    inputs: [left, right],
    outputs: [output],
    options: optionsOf('DivOptions'),
  });

describe('fold-divide', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];
  const divisor = (...values: number[]): Tensor => floats('divisor', [2], values);

  it('divides weights and bias, channel by channel', () => {
    const subgraph = chain(dense(x, y), divide(y, divisor(2, 4), z));
    expect(foldDivide.apply(subgraph)).toEqual([{ rewrite: 'fold-divide', tensor: 'z' }]);
    const constants = subgraph.operators[0]!.inputs.slice(1);
    expect(constants.map((tensor) => tensor && [...floatData(tensor)])).toEqual([
      [0.5, 1, 0.75, 1],
      [2.5, 1.5],
    ]);
  });

  it.each([
    ['by zero', divide(y, divisor(2, 0), z)],
    ['of a constant', divide(divisor(2, 4), y, z)],
  ])('leaves a division %s', (_, operator) => {
    expect(foldDivide.apply(chain(dense(x, y), operator))).toEqual([]);
  });
});
