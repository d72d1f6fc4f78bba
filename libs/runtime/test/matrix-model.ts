import {
  type BuiltinOptions,
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Quantization,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import {
  blockSize,
  channelCount,
  inputCount,
  type MatrixCase,
  type MatrixNumbers,
  matrixNumbers,
} from './matrix-numbers';

export interface MatrixModel {
  readonly file: Uint8Array;
  readonly input: Uint8Array;
  /** The largest error over the outputs, 1 being what rounding explains. */
  errorOf(output: Uint8Array): number;
}

/** One operator that sums products: a fully connected one, or a convolution of one position. */
export function matrixModel(each: MatrixCase): MatrixModel {
  const numbers = matrixNumbers(each);
  const [inputShape, outputShape, options] = shapesOf(each);
  const input = activation(each, 'x', inputShape, numbers.inputScale);
  const output = activation(each, 'y', outputShape, numbers.outputScale);
  const weights = makeTensor({
    name: 'weights',
    type: each.weights,
    shape: [channelCount, ...inputShape.slice(1)],
    buffer: { data: each.weights === 'INT4' ? packed(numbers.weights) : bytesOf(numbers.weights) },
    quantization: weightQuantization(each, numbers),
  });
  const operator = makeOperator({
    code: each.operator,
    version: each.version,
    inputs: [input, weights, biasTensor(each, numbers)],
    outputs: [output],
    options,
  });
  const main = makeSubgraph({ inputs: [input], outputs: [output], operators: [operator] });
  return {
    file: writeModel(makeModel({ subgraphs: [main] })),
    input: encode(each, numbers.inputs, numbers.inputScale),
    errorOf: (bytes) => {
      const { expected, tolerance } = numbers;
      const reals = decode(each, bytes, numbers.outputScale);
      const errors = expected.map((real, at) => Math.abs((reals[at] ?? NaN) - real));
      return Math.max(...errors.map((error, at) => error / (tolerance[at] ?? NaN)));
    },
  };
}

function shapesOf({ operator }: MatrixCase): [number[], number[], BuiltinOptions] {
  return operator === 'CONV_2D'
    ? [
        [1, 4, 4, inputCount / 16],
        [1, 1, 1, channelCount],
        optionsOf('Conv2DOptions', { padding: 'VALID', strideW: 1, strideH: 1 }),
      ]
    : [[1, inputCount], [1, channelCount], optionsOf('FullyConnectedOptions')];
}

function activation(
  { activations }: MatrixCase,
  name: string,
  shape: number[],
  scale: number,
): Tensor {
  const isFloat = activations === 'FLOAT32';
  return makeTensor({
    name,
    type: activations,
    shape,
    ...(!isFloat && { quantization: symmetric([scale]) }),
  });
}

function weightQuantization({ granularity }: MatrixCase, { weightScales }: MatrixNumbers) {
  if (granularity !== 'block') return symmetric([...weightScales]);
  const scales = makeTensor({
    name: 'block scales',
    type: 'FLOAT16',
    shape: [channelCount, inputCount / blockSize],
    // Powers of two: an exponent of bias 15 and no fraction.
    buffer: {
      data: bytesOf(Uint16Array.from(weightScales, (scale) => (Math.log2(scale) + 15) << 10)),
    },
  });
  return { ...symmetric([]), blockwise: { scales, blockSize } };
}

function biasTensor(
  { activations, granularity }: MatrixCase,
  { biases, inputScale, channelScales }: MatrixNumbers,
): Tensor {
  const scales = channelScales.map((scale) => inputScale * scale);
  const quantization = symmetric(granularity === 'tensor' ? scales.slice(0, 1) : scales);
  const tensor = { name: 'bias', shape: [channelCount] };
  switch (activations) {
    case 'FLOAT32': {
      const reals = Float32Array.from(biases, (bias, channel) => bias * (scales[channel] ?? NaN));
      return makeTensor({ ...tensor, type: 'FLOAT32', buffer: { data: bytesOf(reals) } });
    }
    case 'INT8': {
      const data = bytesOf(Int32Array.from(biases));
      return makeTensor({ ...tensor, type: 'INT32', buffer: { data }, quantization });
    }
    case 'INT16': {
      const data = bytesOf(BigInt64Array.from(biases, BigInt));
      return makeTensor({ ...tensor, type: 'INT64', buffer: { data }, quantization });
    }
  }
}

function symmetric(scale: number[]): Quantization {
  const zeroPoint = scale.map(() => 0n);
  return { min: [], max: [], scale, zeroPoint, quantizedDimension: 0 };
}

/** Two to a byte, the first in the low bits. */
function packed(integers: Int8Array): Uint8Array {
  return Uint8Array.from(
    { length: integers.length / 2 },
    (_, at) => ((integers[2 * at] ?? 0) & 15) | (((integers[2 * at + 1] ?? 0) & 15) << 4),
  );
}

function encode({ activations }: MatrixCase, reals: Float32Array, scale: number): Uint8Array {
  if (activations === 'FLOAT32') return bytesOf(reals);
  const integers = Array.from(reals, (real) => Math.round(real / scale));
  return bytesOf(activations === 'INT8' ? Int8Array.from(integers) : Int16Array.from(integers));
}

function decode({ activations }: MatrixCase, bytes: Uint8Array, scale: number): number[] {
  const { buffer } = Uint8Array.from(bytes);
  if (activations === 'FLOAT32') return [...new Float32Array(buffer)];
  const integers = activations === 'INT8' ? new Int8Array(buffer) : new Int16Array(buffer);
  return Array.from(integers, (integer) => integer * scale);
}
