import { makeOperator, type Operator, type Tensor } from '@flotilla/tflite';
import { activation, chain, clamp, int32s } from '../test/subgraphs';
import { dropIdentity } from './drop-identity';

const reshape = (input: Tensor, output: Tensor): Operator =>
  makeOperator({
    code: 'RESHAPE',
    inputs: [input, int32s('shape', [2], output.shape)],
    outputs: [output],
  });
const pad = (input: Tensor, output: Tensor, ...counts: number[]): Operator =>
  makeOperator({
    code: 'PAD',
    inputs: [input, int32s('paddings', [2, 2], counts)],
    outputs: [output],
  });

describe('drop-identity', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];

  it.each([
    ['a reshape to the same shape', reshape(x, y)],
    ['a padding by nothing', pad(x, y, 0, 0, 0, 0)],
  ])('takes %s out', (_, operator) => {
    const subgraph = chain(operator, clamp(y, z));
    expect(dropIdentity.apply(subgraph)).toEqual([{ rewrite: 'drop-identity', tensor: 'y' }]);
    expect(subgraph.operators).toMatchObject([{ code: 'RELU6', inputs: [x] }]);
  });

  it('lets the operator before it write the output', () => {
    const subgraph = chain(clamp(x, y), reshape(y, z));
    dropIdentity.apply(subgraph);
    expect(subgraph.operators).toMatchObject([{ code: 'RELU6', outputs: [z] }]);
  });

  it('takes a row of them out at once', () => {
    const w = activation('w', 1, 2);
    const subgraph = chain(reshape(x, y), reshape(y, z), clamp(z, w));
    expect(dropIdentity.apply(subgraph)).toHaveLength(2);
    expect(subgraph.operators).toMatchObject([{ code: 'RELU6', inputs: [x], outputs: [w] }]);
  });

  it.each([
    ['a reshape to another shape', chain(reshape(x, activation('y', 2, 1)))],
    ['a padding', chain(pad(x, activation('y', 1, 3), 0, 0, 0, 1))],
    ['what lies between an input and an output', chain(reshape(x, y))],
    ['what lies between two outputs', { ...chain(clamp(x, y), reshape(y, z)), outputs: [y, z] }],
  ])('keeps %s', (_, subgraph) => {
    expect(dropIdentity.apply(subgraph)).toEqual([]);
  });
});
