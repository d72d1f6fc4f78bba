import {
  bytesOf,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Operator,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';

export function activation(name: string, ...shape: number[]): Tensor {
  return makeTensor({ name, type: 'FLOAT32', shape });
}

export function floats(name: string, shape: number[], values: readonly number[]): Tensor {
  return makeTensor({
    name,
    type: 'FLOAT32',
    shape,
    buffer: { data: bytesOf(Float32Array.from(values)) },
  });
}

export function int32s(name: string, shape: number[], values: readonly number[]): Tensor {
  return makeTensor({
    name,
    type: 'INT32',
    shape,
    buffer: { data: bytesOf(Int32Array.from(values)) },
  });
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
