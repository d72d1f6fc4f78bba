import { makeOperator, optionsOf } from '@flotilla/tflite';
import { activation, add, chain, clamp, dense } from '../../test/subgraphs';
import { fuseActivation } from './fuse-activation';

describe('fuse-activation', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];

  it.each([
    ['a dense operator', dense(x, y)],
    ['a sum', add(x, x, y)],
  ])('lets %s clamp its own output', (_, operator) => {
    const subgraph = chain(operator, clamp(y, z));
    expect(fuseActivation.apply(subgraph)).toEqual([{ rewrite: 'fuse-activation', tensor: 'z' }]);
    expect(subgraph.operators).toMatchObject([
      { options: { fusedActivationFunction: 'RELU6' }, outputs: [z] },
    ]);
  });

  it.each([
    ['CONCATENATION', optionsOf('ConcatenationOptions', { axis: 1 })],
    ['TRANSPOSE_CONV', optionsOf('TransposeConvOptions')],
  ] as const)('leaves an activation after %s, whose kernel cannot clamp', (code, options) => {
    const operator = makeOperator({ code, inputs: [x, x], outputs: [y], options });
    expect(fuseActivation.apply(chain(operator, clamp(y, z)))).toEqual([]);
  });

  it('fuses one activation, not two', () => {
    const subgraph = chain(dense(x, y), clamp(y, z), clamp(z, activation('w', 1, 2)));
    expect(fuseActivation.apply(subgraph)).toHaveLength(1);
    expect(subgraph.operators.map(({ code }) => code)).toEqual(['FULLY_CONNECTED', 'RELU6']);
  });

  it('leaves an activation whose input is an output too', () => {
    const subgraph = { ...chain(dense(x, y), clamp(y, z)), outputs: [y, z] };
    expect(fuseActivation.apply(subgraph)).toEqual([]);
  });
});
