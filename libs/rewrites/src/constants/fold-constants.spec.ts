import {
  constantData,
  makeOperator,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { activation, add, chain, clamp, constantOf, floats, int32s } from '../../test/subgraphs';
import { foldConstants } from './fold-constants';

const fill = (sizes: number[], output: Tensor): Operator =>
  makeOperator({
    code: 'FILL',
    inputs: [int32s('sizes', [sizes.length], sizes), floats('value', [], [7])],
    outputs: [output],
  });

/** Reads the last operator's result, which is thus no output. */
function read(...operators: Operator[]): Subgraph {
  const x = activation('x', 1);
  const result = operators.at(-1)!.outputs[0]!;
  return { ...chain(...operators, add(result, x, activation('y', 1))), inputs: [x] };
}

describe('fold-constants', () => {
  it('computes a row of operators at once', () => {
    const [sum, shaped] = [activation('sum', 1), activation('shaped', 1)];
    const subgraph = read(
      add(floats('a', [2], [1, 2]), floats('b', [2], [3, 4]), sum),
      makeOperator({
        code: 'RESHAPE',
        inputs: [sum, int32s('shape', [2], [2, 1])],
        outputs: [shaped],
      }),
    );
    expect(foldConstants.apply(subgraph).map(({ tensor }) => tensor)).toEqual(['sum', 'shaped']);
    expect(subgraph.operators.map(({ code }) => code)).toEqual(['ADD']);
    expect([...constantData(shaped, 'FLOAT32')]).toEqual([4, 6]);
  });

  it('gives the result its true shape, whatever stood in the file', () => {
    const output: Tensor = { ...activation('f', 1, 1), shapeSignature: [-1, -1], hasRank: false };
    foldConstants.apply(read(fill([2, 3], output)));
    expect(output).toMatchObject({ shape: [2, 3], hasRank: true });
    expect(output.shapeSignature).toBeUndefined();
  });

  it.each<[string, Subgraph]>([
    [
      'that read an input',
      read(add(activation('a', 1), floats('b', [1], [1]), activation('f', 1))),
    ],
    ['without an evaluator', read(clamp(floats('a', [1], [1]), activation('f', 1)))],
    ['that compute an output', chain(fill([2], activation('f', 2)))],
    [
      'whose result is much larger than what it is made of',
      read(fill([512, 512], activation('f', 1))),
    ],
    ['whose result no tensor could hold', read(fill([65536, 65536], activation('f', 1)))],
    ['that make a negative size', read(fill([-1], activation('f', 1)))],
    ['that make nothing', read(fill([0], activation('f', 0)))],
    ['whose result has another type', read(fill([1], { ...activation('f', 1), type: 'INT32' }))],
    [
      'over quantized constants',
      read(
        makeOperator({
          code: 'RESHAPE',
          inputs: [
            {
              ...constantOf('INT8', [1], [1]),
              quantization: {
                min: [],
                max: [],
                scale: [1],
                zeroPoint: [0n],
                quantizedDimension: 0,
              },
            },
            int32s('shape', [1], [1]),
          ],
          outputs: [{ ...activation('f', 1), type: 'INT8' }],
        }),
      ),
    ],
  ])('leaves operators %s', (_, subgraph) => {
    const before = [...subgraph.operators];
    expect(foldConstants.apply(subgraph)).toEqual([]);
    expect(subgraph.operators).toEqual(before);
  });
});
