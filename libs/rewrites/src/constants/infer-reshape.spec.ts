import {
  constantData,
  makeOperator,
  makeTensor,
  optionsOf,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { activation, chain, int32s } from '../../test/subgraphs';
import { inferReshape } from './infer-reshape';

const integer = (name: string, ...shape: number[]): Tensor =>
  makeTensor({ name, type: 'INT32', shape });

const pack = (inputs: Tensor[], output: Tensor): Operator =>
  makeOperator({
    code: 'PACK',
    inputs,
    outputs: [output],
    options: optionsOf('PackOptions', { axis: 0, valuesCount: inputs.length }),
  });

/** x is reshaped to what the operator puts together; a second input is the size that it computes. */
function reshaped(operator: Operator, inputs: Tensor[]): Subgraph {
  const x = activation('x', 1, 8);
  const reshape = makeOperator({
    code: 'RESHAPE',
    inputs: [x, operator.outputs[0]!],
    outputs: [activation('y', 1, 2, 4)],
  });
  return { ...chain(operator, reshape), inputs: [x, ...inputs] };
}

describe('infer-reshape', () => {
  const batch = integer('batch');
  const [two, four] = [int32s('two', [], [2]), int32s('four', [], [4])];

  const joined = integer('joined', 1);
  it.each([
    ['packed', pack([batch, two, four], integer('shape', 3)), [batch]],
    [
      'joined',
      makeOperator({
        code: 'CONCATENATION',
        inputs: [joined, int32s('rest', [2], [2, 4])],
        outputs: [integer('shape', 3)],
      }),
      [joined],
    ],
  ])('replaces a shape of sizes that are %s', (_, operator, inputs) => {
    const subgraph = reshaped(operator, inputs);
    expect(inferReshape.apply(subgraph)).toEqual([{ rewrite: 'infer-reshape', tensor: 'y' }]);
    const shape = subgraph.operators[1]?.inputs[1];
    expect(shape && [...constantData(shape, 'INT32')]).toEqual([-1, 2, 4]);
    expect(inferReshape.apply(subgraph)).toEqual([]);
  });

  const vector = makeTensor({ ...integer('sizes', 1), shapeSignature: [-1] });
  it.each<[string, Subgraph]>([
    [
      'two sizes are computed',
      reshaped(pack([batch, integer('width'), four], integer('shape', 3)), [batch]),
    ],
    [
      'a size is left to be inferred already',
      reshaped(pack([batch, int32s('rest', [], [-1]), four], integer('shape', 3)), [batch]),
    ],
    [
      'a size is nothing',
      reshaped(pack([batch, int32s('none', [], [0])], integer('shape', 2)), [batch]),
    ],
    [
      'there may be more sizes than one',
      reshaped(
        makeOperator({
          code: 'CONCATENATION',
          inputs: [vector, int32s('rest', [2], [2, 4])],
          outputs: [integer('shape', 3)],
        }),
        [vector],
      ),
    ],
    [
      'the shape is computed in another way',
      reshaped(
        makeOperator({ code: 'SHAPE', inputs: [batch], outputs: [integer('shape', 3)] }),
        [],
      ),
    ],
  ])('leaves a reshape where %s', (_, subgraph) => {
    expect(inferReshape.apply(subgraph)).toEqual([]);
  });
});
