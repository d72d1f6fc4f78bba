import { makeOperator, makeTensor, optionsOf, type Operator, type Tensor } from '@flotilla/tflite';
import { activation, add, chain, clamp, floats, int32s, multiply } from '../../test/subgraphs';
import { dropIdentity } from './drop-identity';

const reshape = (input: Tensor, output: Tensor, sizes = output.shape): Operator =>
  makeOperator({
    code: 'RESHAPE',
    inputs: [input, int32s('shape', [sizes.length], sizes)],
    outputs: [output],
  });
const pad = (input: Tensor, output: Tensor, ...counts: number[]): Operator =>
  makeOperator({
    code: 'PAD',
    inputs: [input, int32s('paddings', [2, 2], counts)],
    outputs: [output],
  });
const transpose = (input: Tensor, output: Tensor, ...axes: number[]): Operator =>
  makeOperator({
    code: 'TRANSPOSE',
    inputs: [input, int32s('axes', [2], axes)],
    outputs: [output],
  });
const pool = (input: Tensor, output: Tensor, filterWidth: number): Operator =>
  makeOperator({
    code: 'MAX_POOL_2D',
    inputs: [input],
    outputs: [output],
    options: optionsOf('Pool2DOptions', { filterHeight: 1, filterWidth, strideH: 1, strideW: 1 }),
  });
const simple = (code: Operator['code'], input: Tensor, output: Tensor): Operator =>
  makeOperator({ code, inputs: [input], outputs: [output] });

describe('drop-identity', () => {
  const [x, y, z] = [activation('x', 1, 2), activation('y', 1, 2), activation('z', 1, 2)];
  const one = floats('one', [1], [1]);
  const zero = floats('zero', [], [0]);

  it.each([
    ['a reshape to the same shape', reshape(x, y)],
    ['a padding by nothing', pad(x, y, 0, 0, 0, 0)],
    ['a transposition that keeps the order', transpose(x, y, 0, 1)],
    ['a product with one', multiply(x, one, y)],
    ['a sum with zero', add(x, zero, y)],
    ['a pool of single elements', pool(x, y, 1)],
    ['a cast to the same type', simple('CAST', x, y)],
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
    ['a reshape to another shape', chain(reshape(x, activation('y', 2, 1)), clamp(y, z))],
    ['a padding', chain(pad(x, activation('y', 1, 3), 0, 0, 0, 1))],
    ['a transposition', chain(transpose(x, y, 1, 0), clamp(y, z))],
    ['a product with another number', chain(multiply(x, floats('two', [], [2]), y), clamp(y, z))],
    ['a product that widens', chain(multiply(x, floats('one', [1, 1, 1], [1]), y), clamp(y, z))],
    ['a pool', chain(pool(x, y, 2), clamp(y, z))],
    ['a cast', chain(simple('CAST', { ...x, type: 'INT32' }, y), clamp(y, z))],
    ['a copy of state', chain(reshape({ ...x, isVariable: true }, y), clamp(y, z))],
    ['what lies between an input and an output', chain(reshape(x, y))],
    ['what lies between two outputs', { ...chain(clamp(x, y), reshape(y, z)), outputs: [y, z] }],
  ])('keeps %s', (_, subgraph) => {
    expect(dropIdentity.apply(subgraph)).toEqual([]);
  });

  describe('after an open batch', () => {
    const open = (name: string, ...sizes: number[]): Tensor =>
      makeTensor({
        name,
        type: 'FLOAT32',
        shape: sizes.map((size) => (size === -1 ? 1 : size)),
        shapeSignature: sizes,
      });

    it('takes out a reshape whose one open dimension is marked on both sides', () => {
      const subgraph = chain(
        clamp(open('x', -1, 2), open('a', -1, 2)),
        reshape(open('a', -1, 2), open('b', -1, 2), [-1, 2]),
      );
      const [first, second] = subgraph.operators;
      second!.inputs[0] = first!.outputs[0]!;
      expect(dropIdentity.apply(subgraph)).toHaveLength(1);
    });

    it.each([
      ['the file marks neither side', activation('a', 1, 2), activation('b', 1, 2)],
      ['two dimensions are open', open('a', -1, -1), open('b', -1, -1)],
    ])('keeps a reshape when %s', (_, before, after) => {
      const subgraph = chain(clamp(open('x', -1, 2), before), reshape(before, after, [1, -1]));
      expect(dropIdentity.apply(subgraph)).toEqual([]);
    });
  });
});
