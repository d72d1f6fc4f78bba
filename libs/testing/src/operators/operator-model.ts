import {
  bytesOf,
  elementCount,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  type Tensor,
} from '@flotilla/tflite';
import { normals, uniform } from './normals';
import type { InputOperand, Operand, OperatorCase } from './operator-case';

/**
 * A float model of the one operator. Tensors are called `input0`, `constant1`, … by their operand and `output0`, … by
 * their place; the signature is `serving_default`.
 */
export function operatorModel(description: OperatorCase): Model {
  const { code, version = 1, operands, options } = description;
  const tensors = operands.map(operandTensor);
  const outputs = description.outputs.map(({ type, shape }, at) =>
    makeTensor({ name: `output${at}`, type, shape: [...shape] }),
  );
  const inputs = tensors
    .filter((tensor, at) => isInput(operands[at]))
    .filter((tensor) => tensor !== null);
  const operator = makeOperator({
    code,
    version,
    inputs: tensors,
    outputs,
    ...(options && { options }),
  });
  const subgraph = makeSubgraph({ inputs, outputs, operators: [operator] });
  const entries = (list: Tensor[]) => list.map((tensor) => ({ name: tensor.name, tensor }));
  const signature = { inputs: entries(inputs), outputs: entries(outputs) };
  return makeModel({
    subgraphs: [subgraph],
    signatures: [{ key: 'serving_default', subgraph, ...signature }],
  });
}

/** One sample of every input by its tensor's name: little-endian bytes, drawn anew for each seed. */
export function operatorSample(
  { operands }: OperatorCase,
  seed: number,
): ReadonlyMap<string, Uint8Array> {
  return new Map(
    operands.flatMap((operand, at) =>
      isInput(operand) ? [[`input${at}`, draw(operand, seed * operands.length + at)] as const] : [],
    ),
  );
}

export function isInput(operand: Operand | undefined): operand is InputOperand {
  return operand?.kind === 'input';
}

function operandTensor(operand: Operand, at: number): Tensor | null {
  if (operand === null) return null;
  const shape = [...operand.shape];
  switch (operand.kind) {
    case 'input':
      return makeTensor({ name: `input${at}`, type: operand.type, shape });
    case 'state':
      return makeTensor({ name: `state${at}`, type: 'FLOAT32', shape, isVariable: true });
    case 'constant':
      return makeTensor({
        name: `constant${at}`,
        type: operand.type,
        shape,
        buffer: { data: bytesOf(operand.data) },
      });
  }
}

function draw({ shape, values }: InputOperand, seed: number): Uint8Array {
  const length = elementCount(shape);
  const random = uniform(seed);
  switch (values.kind) {
    case 'normal':
      return bytesOf(normals(length, seed));
    case 'positive':
      return bytesOf(normals(length, seed).map((value) => Math.abs(value) + 0.1));
    case 'away-from-zero':
      return bytesOf(normals(length, seed).map((value) => value + Math.sign(value) * 0.5));
    case 'index':
      return bytesOf(new Int32Array(length).map(() => Math.floor(random() * values.below)));
    case 'boolean':
      return new Uint8Array(length).map(() => (random() < 0.5 ? 1 : 0));
  }
}
