import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  type TensorType,
} from '@flotilla/tflite';
import { fileCounts } from './file-counts';

/** QUANTIZE → FULLY_CONNECTED of 6 × 4 weights → DEQUANTIZE, or the product alone in float. */
function dense(activation: TensorType, weightType: TensorType): Model {
  const outside = (name: string) => makeTensor({ name, type: 'FLOAT32', shape: [1, 4] });
  const input = outside('input');
  const x = makeTensor({ name: 'x', type: activation, shape: [1, 4] });
  const y = makeTensor({ name: 'y', type: activation, shape: [1, 6] });
  const output = makeTensor({ name: 'output', type: 'FLOAT32', shape: [1, 6] });
  const weights = makeTensor({
    name: 'w',
    type: weightType,
    shape: [6, 4],
    buffer: { data: new Uint8Array(24 * (weightType === 'FLOAT32' ? 4 : 1)) },
  });
  const product = makeOperator({ code: 'FULLY_CONNECTED', inputs: [x, weights], outputs: [y] });
  const operators =
    activation === 'FLOAT32'
      ? [product]
      : [
          makeOperator({ code: 'QUANTIZE', inputs: [input], outputs: [x] }),
          product,
          makeOperator({ code: 'DEQUANTIZE', inputs: [y], outputs: [output] }),
        ];
  const ends = activation === 'FLOAT32' ? { inputs: [x], outputs: [y] } : undefined;
  const subgraph = makeSubgraph({ inputs: [input], outputs: [output], ...ends, operators });
  return makeModel({ subgraphs: [subgraph] });
}

describe('fileCounts()', () => {
  it('finds all multiply-adds of a float model in float', () => {
    expect(fileCounts(dense('FLOAT32', 'FLOAT32'), 500)).toEqual({
      sizeBytes: 500,
      weightBytes: 96,
      operators: 1,
      conversions: 0,
      floatOperators: 1,
      multiplyAdds: 24,
      floatMultiplyAdds: 24,
    });
  });

  it('finds none in an integer model, whose conversions it counts apart', () => {
    expect(fileCounts(dense('INT8', 'INT8'), 500)).toMatchObject({
      weightBytes: 24,
      operators: 3,
      conversions: 2,
      floatOperators: 0,
      multiplyAdds: 24,
      floatMultiplyAdds: 0,
    });
  });

  it('takes a hybrid operator for float, whose activations are', () => {
    expect(fileCounts(dense('FLOAT32', 'INT8'), 500)).toMatchObject({
      floatOperators: 1,
      floatMultiplyAdds: 24,
    });
  });
});
