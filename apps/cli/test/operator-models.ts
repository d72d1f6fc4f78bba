import {
  type BuiltinOperator,
  type BuiltinOptions,
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  type Tensor,
} from '@flotilla/tflite';

/** NHWC, the one input of every model here. */
const INPUT_SHAPE = [1, 8, 8, 4];

interface OperatorCase {
  /** What it reads beside the input. */
  readonly operands?: readonly Tensor[];
  /** Reads the input twice. */
  readonly twice?: true;
  readonly outputShape: number[];
  readonly options?: BuiltinOptions;
}

const fusedActivationFunction = 'NONE';

const POOL: OperatorCase = {
  outputShape: [1, 4, 4, 4],
  options: {
    type: 'Pool2DOptions',
    padding: 'VALID',
    strideW: 2,
    strideH: 2,
    filterWidth: 2,
    filterHeight: 2,
    fusedActivationFunction,
  },
};

/** One small use of each operator that has an int8 kernel. */
export const OPERATOR_CASES: Readonly<Partial<Record<BuiltinOperator, OperatorCase>>> = {
  CONV_2D: {
    operands: [floats('filter', [6, 3, 3, 4], 1), floats('bias', [6], 2)],
    outputShape: [1, 8, 8, 6],
    options: {
      type: 'Conv2DOptions',
      padding: 'SAME',
      strideW: 1,
      strideH: 1,
      fusedActivationFunction,
      dilationWFactor: 1,
      dilationHFactor: 1,
      quantizedBiasType: 'FLOAT32',
    },
  },
  DEPTHWISE_CONV_2D: {
    operands: [floats('filter', [1, 3, 3, 4], 1), floats('bias', [4], 2)],
    outputShape: [1, 8, 8, 4],
    options: {
      type: 'DepthwiseConv2DOptions',
      padding: 'SAME',
      strideW: 1,
      strideH: 1,
      depthMultiplier: 1,
      fusedActivationFunction,
      dilationWFactor: 1,
      dilationHFactor: 1,
    },
  },
  FULLY_CONNECTED: {
    operands: [floats('filter', [10, 256], 1), floats('bias', [10], 2)],
    outputShape: [1, 10],
    options: {
      type: 'FullyConnectedOptions',
      fusedActivationFunction,
      weightsFormat: 'DEFAULT',
      keepNumDims: false,
      asymmetricQuantizeInputs: false,
      quantizedBiasType: 'FLOAT32',
    },
  },
  ADD: {
    operands: [floats('addend', [1, 1, 1, 4], 3)],
    outputShape: INPUT_SHAPE,
    options: { type: 'AddOptions', fusedActivationFunction, potScaleInt16: false },
  },
  MEAN: {
    operands: [integers('axes', [1, 2])],
    outputShape: [1, 4],
    options: { type: 'ReducerOptions', keepDims: false },
  },
  RELU: { outputShape: INPUT_SHAPE },
  RELU6: { outputShape: INPUT_SHAPE },
  LOGISTIC: { outputShape: INPUT_SHAPE },
  SOFTMAX: { outputShape: INPUT_SHAPE, options: { type: 'SoftmaxOptions', beta: 1 } },
  RESHAPE: {
    operands: [integers('shape', [1, 256])],
    outputShape: [1, 256],
    options: { type: 'ReshapeOptions', newShape: [1, 256] },
  },
  AVERAGE_POOL_2D: POOL,
  MAX_POOL_2D: POOL,
  PAD: {
    operands: [integers('paddings', [0, 0, 1, 1, 1, 1, 0, 0], [4, 2])],
    outputShape: [1, 10, 10, 4],
    options: { type: 'PadOptions' },
  },
  CONCATENATION: {
    twice: true,
    outputShape: [1, 8, 8, 8],
    options: { type: 'ConcatenationOptions', axis: 3, fusedActivationFunction },
  },
};

/** A float model of one operator. */
export function operatorModel(code: BuiltinOperator): Model {
  const description = OPERATOR_CASES[code];
  if (description === undefined) throw new RangeError(`no case for ${code}`);
  const { operands = [], twice, outputShape, options } = description;
  const input = makeTensor({ name: 'input', type: 'FLOAT32', shape: INPUT_SHAPE });
  const output = makeTensor({ name: 'output', type: 'FLOAT32', shape: outputShape });
  const operator = makeOperator({
    code,
    inputs: [input, ...(twice ? [input] : []), ...operands],
    outputs: [output],
    ...(options && { options }),
  });
  return modelOf([input], [output], [operator]);
}

/** A model that only names an operator of some version; it can be registered or not, never run. */
export function bareOperatorModel(code: BuiltinOperator, version: number): Model {
  const input = makeTensor({ name: 'input', type: 'FLOAT32', shape: INPUT_SHAPE });
  const output = makeTensor({ name: 'output', type: 'FLOAT32', shape: INPUT_SHAPE });
  const operator = makeOperator({ code, version, inputs: [input], outputs: [output] });
  return modelOf([input], [output], [operator]);
}

/** Bytes of an input of normally distributed values, the same for the same seed. */
export function noise(seed: number): Uint8Array {
  return bytesOf(normal(256, seed));
}

function modelOf(
  inputs: Tensor[],
  outputs: Tensor[],
  operators: Parameters<typeof makeSubgraph>[0]['operators'],
): Model {
  return makeModel({ subgraphs: [makeSubgraph({ inputs, outputs, operators })] });
}

function floats(name: string, shape: number[], seed: number): Tensor {
  const length = shape.reduce((product, size) => product * size, 1);
  const data = bytesOf(normal(length, seed));
  return makeTensor({ name, type: 'FLOAT32', shape, buffer: { data } });
}

function integers(name: string, values: number[], shape: number[] = [values.length]): Tensor {
  const data = bytesOf(Int32Array.from(values));
  return makeTensor({ name, type: 'INT32', shape, buffer: { data } });
}

/** The sum of twelve uniform numbers less six is close to normal; the generator is Numerical Recipes' LCG. */
function normal(length: number, seed: number): Float32Array {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Float32Array.from({ length }, () => {
    let sum = -6;
    for (let count = 0; count < 12; count += 1) sum += uniform();
    return sum;
  });
}
