import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  type Operator,
  type TensorType,
} from '@flotilla/tflite';
import { matchActivations } from './match-activations';

type Written = readonly [
  name: string,
  type: TensorType,
  code?: Operator['code'],
  shape?: readonly number[],
];

/** A chain of operators that write these tensors. */
function model(...written: readonly Written[]): Model {
  let last = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1, 2] });
  const inputs = [last];
  const operators = written.map(([name, type, code = 'ABS', shape = [1, 2]]) => {
    const output = makeTensor({ name, type, shape: [...shape] });
    const operator = makeOperator({ code, inputs: [last], outputs: [output] });
    last = output;
    return operator;
  });
  return makeModel({ subgraphs: [makeSubgraph({ inputs, outputs: [last], operators })] });
}

const matched = (reference: Model, actual: Model) => {
  const { pairs, unmatched } = matchActivations(reference, actual);
  return { names: pairs.map((pair) => [pair.reference.name, pair.actual.name]), unmatched };
};

describe('matchActivations()', () => {
  it('pairs by name, in order of execution, with the integers that an activation became', () => {
    const float = model(['a', 'FLOAT32'], ['b', 'FLOAT32'], ['c', 'FLOAT32']);
    const quantized = model(
      ['x_int8', 'INT8', 'QUANTIZE'],
      ['a_int8', 'INT8'],
      ['b_quantized', 'INT8'],
      ['c_int8', 'INT8'],
      ['c', 'FLOAT32', 'DEQUANTIZE'],
    );
    expect(matched(float, quantized)).toEqual({
      names: [
        ['a', 'a_int8'],
        ['b', 'b_quantized'],
        ['c', 'c_int8'],
      ],
      unmatched: 0,
    });
  });

  it('takes what an operator writes before what a conversion makes of it', () => {
    const float = model(['a', 'FLOAT32'], ['b', 'FLOAT32']);
    const mixed = model(['a', 'FLOAT32'], ['a_int8', 'INT8', 'QUANTIZE'], ['b_int8', 'INT8']);
    expect(matched(float, mixed).names[0]).toEqual(['a', 'a']);
  });

  it.each([
    ['is missing', model(['b', 'FLOAT32'])],
    ['has another size', model(['a', 'FLOAT32', 'ABS', [1, 3]])],
    ['holds no numbers', model(['a', 'STRING'])],
  ])('leaves out a counterpart that %s', (_, other) => {
    expect(matched(model(['a', 'FLOAT32']), other)).toEqual({ names: [], unmatched: 1 });
  });

  it('trusts no name that two activations bear', () => {
    const twice = model(['a', 'FLOAT32'], ['a', 'FLOAT32']);
    expect(matched(twice, twice)).toEqual({ names: [], unmatched: 2 });
  });
});
