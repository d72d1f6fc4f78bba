import { floatData, makeOperator, optionsOf, type Operator } from '@flotilla/tflite';
import { activation, add, chain, dense, floats, int32s, multiply } from '../../test/subgraphs';
import { foldAdd } from './fold-add';
import { foldMultiply } from './fold-multiply';

const constantsOf = ({ inputs }: Operator, ...positions: number[]) =>
  positions.map((position) => inputs[position] && [...floatData(inputs[position])]);

describe('folding into an operator', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];
  const constant = floats('constant', [2], [10, 100]);

  it.each([[[null]], [[]]])('without a bias (%j) gives it one', (rest) => {
    const operator = { ...dense(x, y) };
    operator.inputs = [...operator.inputs.slice(0, 2), ...rest];
    foldAdd.apply(chain(operator, add(y, constant, z)));
    expect(constantsOf(operator, 1, 2)).toEqual([
      [1, 2, 3, 4],
      [10, 100],
    ]);
  });

  it('that transposes a convolution finds its bias last, and the version that takes one', () => {
    const [image, grown] = [activation('image', 1, 1, 1, 1), activation('grown', 1, 1, 1, 2)];
    const operator = makeOperator({
      code: 'TRANSPOSE_CONV',
      inputs: [int32s('shape', [4], [1, 1, 1, 2]), floats('w', [2, 1, 1, 1], [1, 2]), image],
      outputs: [grown],
      options: optionsOf('TransposeConvOptions', { strideH: 1, strideW: 1 }),
    });
    const product = activation('product', 1, 1, 1, 2);
    const subgraph = chain(
      operator,
      multiply(grown, constant, product),
      add(product, constant, { ...product, name: 'z' }),
    );
    subgraph.inputs = [image];
    expect([...foldMultiply.apply(subgraph), ...foldAdd.apply(subgraph)]).toHaveLength(2);
    expect(operator.version).toBe(3);
    expect(constantsOf(operator, 1, 3)).toEqual([
      [10, 200],
      [10, 100],
    ]);
  });

  it('does not make infinities', () => {
    const subgraph = chain(dense(x, y), multiply(y, floats('huge', [], [3e38]), z));
    expect(foldMultiply.apply(subgraph)).toEqual([]);
  });

  it('does not take in a constant that gives the result more dimensions', () => {
    const wider = floats('wider', [1, 1, 2], [1, 2]);
    const subgraph = chain(dense(x, y), add(y, wider, activation('z', 1, 1, 2)));
    expect(foldAdd.apply(subgraph)).toEqual([]);
  });
});
