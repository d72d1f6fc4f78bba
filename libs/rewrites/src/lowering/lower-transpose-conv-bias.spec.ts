import {
  constantData,
  makeOperator,
  makeTensor,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import { activation, chain, floats } from '../../test/subgraphs';
import { lowerTransposeConvBias } from './lower-transpose-conv-bias';

const parameters = (...values: number[]): Uint8Array =>
  new Uint8Array(Int32Array.from(values).buffer);

/** As MediaPipe writes it: padding SAME, stride 2. */
function custom(changes: Partial<Operator> = {}, input = activation('x', 1, 2, 4, 2)): Operator {
  return makeOperator({
    code: 'CUSTOM',
    customCode: 'Convolution2DTransposeBias',
    customOptions: parameters(1, 2, 2),
    inputs: [input, floats('w', [1, 2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8]), floats('b', [1], [9])],
    outputs: [activation('y', 1, 4, 8, 1)],
    ...changes,
  });
}

describe('lower-transpose-conv-bias', () => {
  it('becomes a builtin operator with the output shape in front and the bias at the end', () => {
    const operator = custom();
    const subgraph = chain(operator);
    expect(lowerTransposeConvBias.apply(subgraph)).toEqual([
      { rewrite: 'lower-transpose-conv-bias', tensor: 'y' },
    ]);
    const [lowered] = subgraph.operators;
    expect(lowered).toMatchObject({
      code: 'TRANSPOSE_CONV',
      version: 3,
      options: { padding: 'SAME', strideW: 2, strideH: 2, fusedActivationFunction: 'NONE' },
      outputs: operator.outputs,
    });
    const [x, weights, bias] = operator.inputs;
    const [shape, ...rest] = lowered!.inputs;
    expect(rest).toEqual([weights, x, bias]);
    expect(shape && [...constantData(shape, 'INT32')]).toEqual([1, 4, 8, 1]);
  });

  it('reads bytes that stand anywhere in the file', () => {
    const file = new Uint8Array(15);
    file.set(parameters(2, 2, 2), 3);
    const subgraph = chain(custom({ customOptions: file.subarray(3) }));
    lowerTransposeConvBias.apply(subgraph);
    expect(subgraph.operators).toMatchObject([{ options: { padding: 'VALID' } }]);
  });

  const open: Tensor = makeTensor({
    name: 'x',
    type: 'FLOAT32',
    shape: [1, 2, 4, 2],
    shapeSignature: [-1, 2, 4, 2],
  });
  it.each<[string, Operator]>([
    ['another operator', custom({ customCode: 'MaxUnpooling2D' })],
    ['an unknown padding', custom({ customOptions: parameters(0, 2, 2) })],
    ['no stride', custom({ customOptions: parameters(1, 0, 2) })],
    ['too few parameters', custom({ customOptions: parameters(1, 2) })],
    ['an activation', custom({ customOptions: parameters(1, 2, 2, 1) })],
    ['an output of another shape', custom({ outputs: [activation('y', 1, 7, 8, 1)] })],
    ['an open batch, for which no output shape can be written', custom({}, open)],
  ])('leaves %s', (_, operator) => {
    const subgraph = chain(operator);
    expect(lowerTransposeConvBias.apply(subgraph)).toEqual([]);
    expect(subgraph.operators).toEqual([operator]);
  });
});
