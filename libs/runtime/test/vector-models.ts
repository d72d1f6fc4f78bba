import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Operator,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';

/** Two floats, unless given otherwise. */
export const vector = (name: string, rest: Partial<Tensor> = {}): Tensor =>
  makeTensor({ name, type: 'FLOAT32', shape: [2], ...rest });

export const operator = (
  code: 'NEG' | 'SUB' | 'MUL' | 'EQUAL' | 'RELU',
  inputs: Tensor[],
  output: Tensor,
): Operator => makeOperator({ code, inputs, outputs: [output] });

/** The file of one subgraph. */
export function fileOf(inputs: Tensor[], outputs: Tensor[], operators: Operator[]): Uint8Array {
  return writeModel(makeModel({ subgraphs: [makeSubgraph({ inputs, outputs, operators })] }));
}

export const floats = (...values: number[]): Uint8Array => bytesOf(Float32Array.from(values));

export const integers = (...values: number[]): Uint8Array => bytesOf(Int32Array.from(values));

export const valuesOf = (outputs: readonly Uint8Array[]): number[][] =>
  outputs.map((bytes) => [...new Float32Array(Uint8Array.from(bytes).buffer)]);
