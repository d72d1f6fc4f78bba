import {
  bytesOf,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  toHalves,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';

export function activation(name: string, ...shape: number[]): Tensor {
  return makeTensor({ name, type: 'FLOAT32', shape });
}

const ARRAYS = {
  FLOAT32: Float32Array,
  INT32: Int32Array,
  INT8: Int8Array,
} as const;

/** A constant of numbers that its type holds. */
export function constantOf(
  type: keyof typeof ARRAYS | 'FLOAT16' | 'INT64',
  shape: number[],
  values: readonly number[],
  name = 'constant',
): Tensor {
  return makeTensor({ name, type, shape, buffer: { data: encoded(type, values) } });
}

function encoded(type: Parameters<typeof constantOf>[0], values: readonly number[]): Uint8Array {
  if (type === 'FLOAT16') return toHalves(Float32Array.from(values));
  if (type === 'INT64') return bytesOf(BigInt64Array.from(values.map(BigInt)));
  return bytesOf(ARRAYS[type].from(values));
}

export function floats(name: string, shape: number[], values: readonly number[]): Tensor {
  return constantOf('FLOAT32', shape, values, name);
}

export function int32s(name: string, shape: number[], values: readonly number[]): Tensor {
  return constantOf('INT32', shape, values, name);
}

/** A dense operator of two outputs: x → [[1, 2], [3, 4]]·x + [5, 6]. */
export function dense(input: Tensor, output: Tensor): Operator {
  return makeOperator({
    code: 'FULLY_CONNECTED',
    inputs: [input, floats('kernel', [2, 2], [1, 2, 3, 4]), floats('bias', [2], [5, 6])],
    outputs: [output],
    options: optionsOf('FullyConnectedOptions'),
  });
}

export function multiply(left: Tensor, right: Tensor, output: Tensor): Operator {
  return makeOperator({
    code: 'MUL',
    inputs: [left, right],
    outputs: [output],
    options: optionsOf('MulOptions'),
  });
}

export function add(left: Tensor, right: Tensor, output: Tensor): Operator {
  return makeOperator({
    code: 'ADD',
    inputs: [left, right],
    outputs: [output],
    options: optionsOf('AddOptions'),
  });
}

export function clamp(input: Tensor, output: Tensor): Operator {
  return makeOperator({ code: 'RELU6', inputs: [input], outputs: [output] });
}

/** From the input of the first operator to the output of the last. */
export function chain(...operators: Operator[]): Subgraph {
  const input = operators[0]?.inputs[0];
  const output = operators.at(-1)?.outputs[0];
  if (!input || output === undefined) throw new Error('a chain has operators');
  return makeSubgraph({ inputs: [input], outputs: [output], operators });
}
