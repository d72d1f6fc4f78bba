import type { Model, Operator, Subgraph, Tensor } from '@flotilla/tflite';
import type { Random } from './random';

const ODD_DIMENSIONS = [0, 1, 2, 3, 7, 255, 65_536, 2 ** 31 - 1, -1, -2];
const ODD_SCALES = [0, 1, -1, 1e-40, 1e38, NaN, Infinity, 0.5];

type Mutation = (subgraph: Subgraph, random: Random) => void;

const operatorOf = (subgraph: Subgraph, random: Random): Operator =>
  random.pick(subgraph.operators);
const tensorOf = (subgraph: Subgraph, random: Random): Tensor => random.pick(subgraph.tensors);

function replaceDimension(subgraph: Subgraph, random: Random): void {
  const tensor = tensorOf(subgraph, random);
  if (tensor.shape.length === 0) return;
  tensor.shape = tensor.shape.with(random.below(tensor.shape.length), random.pick(ODD_DIMENSIONS));
}

const MUTATIONS: readonly Mutation[] = [
  replaceDimension,
  function replaceRank(subgraph, random) {
    tensorOf(subgraph, random).shape = Array.from({ length: random.below(9) }, () =>
      random.pick(ODD_DIMENSIONS),
    );
  },
  function openShape(subgraph, random) {
    const tensor = tensorOf(subgraph, random);
    tensor.shapeSignature = tensor.shape.map((size) => (random.below(2) === 0 ? -1 : size));
  },
  function swapType(subgraph, random) {
    tensorOf(subgraph, random).type = random.pick([
      'FLOAT32',
      'FLOAT16',
      'INT32',
      'INT8',
      'UINT8',
      'INT16',
      'INT64',
      'BOOL',
      'STRING',
      'INT4',
      'FLOAT64',
      'COMPLEX64',
    ]);
  },
  function readAnother(subgraph, random) {
    const operator = operatorOf(subgraph, random);
    if (operator.inputs.length === 0) return;
    const input = random.below(8) === 0 ? null : tensorOf(subgraph, random);
    operator.inputs = operator.inputs.with(random.below(operator.inputs.length), input);
  },
  // Cycles, two writers of one tensor, and constants that are written.
  function writeAnother(subgraph, random) {
    const operator = operatorOf(subgraph, random);
    if (operator.outputs.length === 0) return;
    operator.outputs = operator.outputs.with(
      random.below(operator.outputs.length),
      tensorOf(subgraph, random),
    );
  },
  function loseOperands(subgraph, random) {
    const operator = operatorOf(subgraph, random);
    operator.inputs = operator.inputs.slice(0, random.below(operator.inputs.length + 1));
    if (random.below(3) === 0) operator.outputs = [];
  },
  function swapCode(subgraph, random) {
    operatorOf(subgraph, random).code = operatorOf(subgraph, random).code;
    operatorOf(subgraph, random).code = random.pick([
      'CONV_2D',
      'DEPTHWISE_CONV_2D',
      'FULLY_CONNECTED',
      'ADD',
      'CONCATENATION',
      'RESHAPE',
      'DEQUANTIZE',
      'DENSIFY',
      'SOFTMAX',
      'GATHER',
      'STRIDED_SLICE',
      'WHILE',
      'LSTM',
    ]);
  },
  function loseOptions(subgraph, random) {
    const operator = operatorOf(subgraph, random);
    delete operator.options;
  },
  function takeOptions(subgraph, random) {
    const { options } = operatorOf(subgraph, random);
    if (options !== undefined) operatorOf(subgraph, random).options = options;
  },
  function reverse(subgraph) {
    subgraph.operators = subgraph.operators.toReversed();
  },
  function repeat(subgraph, random) {
    subgraph.operators = [...subgraph.operators, operatorOf(subgraph, random)];
  },
  function shareName(subgraph, random) {
    tensorOf(subgraph, random).name = random.pick([tensorOf(subgraph, random).name, '', '\u0000']);
  },
  function shareBuffer(subgraph, random) {
    const { buffer } = tensorOf(subgraph, random);
    const tensor = tensorOf(subgraph, random);
    if (buffer === undefined) delete tensor.buffer;
    else tensor.buffer = buffer;
  },
  function cutBuffer(subgraph, random) {
    const tensor = tensorOf(subgraph, random);
    const data = tensor.buffer?.data;
    if (data !== undefined) tensor.buffer = { data: data.slice(0, random.below(data.length + 1)) };
  },
  function quantize(subgraph, random) {
    const numbers = Array.from({ length: random.below(4) }, () => random.pick(ODD_SCALES));
    tensorOf(subgraph, random).quantization = {
      min: [],
      max: [],
      scale: numbers,
      zeroPoint: numbers.slice(random.below(2)).map((_, index) => BigInt(index * 100)),
      quantizedDimension: random.below(5),
    };
  },
  function exchangePorts(subgraph, random) {
    if (random.below(2) === 0) subgraph.inputs = [...subgraph.inputs, tensorOf(subgraph, random)];
    else subgraph.outputs = [...subgraph.outputs, tensorOf(subgraph, random)];
  },
];

/** Makes a model wrong, in place, in one to four places, each of which a file can hold. */
export function mutateModel(model: Model, random: Random): void {
  for (let count = 1 + random.below(4); count > 0; count -= 1) {
    const [subgraph] = model.subgraphs;
    if (subgraph === undefined || subgraph.operators.length === 0) return;
    random.pick(MUTATIONS)(subgraph, random);
  }
}
