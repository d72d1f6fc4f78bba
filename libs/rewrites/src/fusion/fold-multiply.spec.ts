import { floatData, makeOperator, optionsOf, type Subgraph } from '@flotilla/tflite';
import { activation, chain, clamp, dense, floats, multiply } from '../../test/subgraphs';
import { foldMultiply } from './fold-multiply';

const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];
const scale = floats('scale', [2], [10, 100]);

function constants(subgraph: Subgraph): number[][] {
  const inputs = subgraph.operators[0]?.inputs.slice(1) ?? [];
  return inputs.map((tensor) => (tensor === null ? [] : [...floatData(tensor)]));
}

describe('fold-multiply', () => {
  it('scales each row of dense weights and the bias, and takes over the output', () => {
    const subgraph = chain(dense(x, y), multiply(y, scale, z));
    expect(foldMultiply.apply(subgraph)).toEqual([{ rewrite: 'fold-multiply', tensor: 'z' }]);
    expect(subgraph.operators).toMatchObject([{ code: 'FULLY_CONNECTED', outputs: [z] }]);
    expect(constants(subgraph)).toEqual([
      [10, 20, 300, 400],
      [50, 600],
    ]);
  });

  it('takes the constant on either side, and one value for all', () => {
    const subgraph = chain(dense(x, y), multiply(floats('two', [], [2]), y, z));
    foldMultiply.apply(subgraph);
    expect(constants(subgraph)).toEqual([
      [2, 4, 6, 8],
      [10, 12],
    ]);
  });

  it('scales depthwise weights, whose channels come last', () => {
    const operator = makeOperator({
      code: 'DEPTHWISE_CONV_2D',
      inputs: [x, floats('kernel', [1, 1, 2, 2], [1, 2, 3, 4]), floats('bias', [2], [5, 6])],
      outputs: [y],
      options: optionsOf('DepthwiseConv2DOptions', { depthMultiplier: 1 }),
    });
    const subgraph = chain(operator, multiply(y, scale, z));
    foldMultiply.apply(subgraph);
    expect(constants(subgraph)).toEqual([
      [10, 200, 30, 400],
      [50, 600],
    ]);
  });

  it('leaves constants alone that others may share', () => {
    const shared = dense(x, y);
    foldMultiply.apply(chain({ ...shared }, multiply(y, scale, z)));
    expect(shared.inputs[1] && [...floatData(shared.inputs[1])]).toEqual([1, 2, 3, 4]);
  });

  it.each<[string, Subgraph]>([
    [
      'someone else takes the product',
      chain(dense(x, y), multiply(y, scale, z), multiply(y, z, activation('w', 1, 2))),
    ],
    ['the product is an output', { ...chain(dense(x, y), multiply(y, scale, z)), outputs: [y, z] }],
    ['the factor is not constant', chain(dense(x, y), multiply(y, x, z))],
    [
      'the factor is not one a channel',
      chain(dense(x, y), multiply(y, floats('rows', [2, 1], [1, 2]), z)),
    ],
    [
      'an activation lies between',
      chain(
        {
          ...dense(x, y),
          options: optionsOf('FullyConnectedOptions', { fusedActivationFunction: 'RELU' }),
        },
        multiply(y, scale, z),
      ),
    ],
    ['the factor comes after another operator', chain(clamp(x, y), multiply(y, scale, z))],
  ])('changes nothing when %s', (_, subgraph) => {
    const before = [...subgraph.operators];
    expect(foldMultiply.apply(subgraph)).toEqual([]);
    expect(subgraph.operators).toEqual(before);
  });
});
