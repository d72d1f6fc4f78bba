import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Operator,
  optionsOf,
  type Tensor,
  type TensorType,
  writeModel,
} from '@flotilla/tflite';

/** A tensor of a type and shape, with a scale where it is quantized. */
export const tensor = (name: string, type: TensorType, shape: number[], scale?: number): Tensor =>
  makeTensor({
    name,
    type,
    shape,
    ...(scale !== undefined && {
      quantization: {
        min: [],
        max: [],
        scale: [scale],
        zeroPoint: [0n],
        quantizedDimension: 0,
      },
    }),
  });

export const integers = (
  name: string,
  values: readonly number[],
  shape = [values.length],
): Tensor =>
  makeTensor({ name, type: 'INT32', shape, buffer: { data: bytesOf(Int32Array.from(values)) } });

export const floats = (name: string, shape: number[]): Tensor => tensor(name, 'FLOAT32', shape);

export const constantFloats = (name: string, shape: number[]): Tensor => {
  const count = shape.reduce((product, size) => product * size, 1);
  return { ...floats(name, shape), buffer: { data: bytesOf(new Float32Array(count)) } };
};

export function file(operator: Partial<Operator> & Pick<Operator, 'code' | 'inputs' | 'outputs'>) {
  const inputs = operator.inputs.filter(
    (input): input is Tensor => input?.buffer === undefined && input !== null,
  );
  const operators = [makeOperator(operator)];
  const main = makeSubgraph({ inputs, outputs: operator.outputs, operators });
  return writeModel(makeModel({ subgraphs: [main] }));
}

export const bool = (shape: number[]): Tensor => tensor('y', 'BOOL', shape);

export function pair(type: TensorType, scale: number): [Tensor, Tensor] {
  return [tensor('a', type, [4], scale), tensor('b', type, [4], scale / 2)];
}

export const sum = (type: TensorType, inputScale: number, outputScale: number) =>
  file({
    code: 'ADD',
    version: 2,
    inputs: pair(type, inputScale),
    outputs: [tensor('y', type, [4], outputScale)],
    options: optionsOf('AddOptions'),
  });

export const enlarged = (shape: number[], batch: number) =>
  file({
    code: 'TRANSPOSE_CONV',
    version: 3,
    inputs: [
      integers('shape', shape),
      constantFloats('weights', [8, 2, 2, 8]),
      { ...floats('x', [batch, 8, 8, 8]), shapeSignature: [-1, 8, 8, 8] },
      constantFloats('bias', [8]),
    ],
    outputs: [floats('y', shape)],
    options: optionsOf('TransposeConvOptions', { padding: 'VALID', strideW: 2, strideH: 2 }),
  });

/** Computes two results, and hands out one. */
export function unread(): Uint8Array {
  const [x, y, z] = ['x', 'y', 'z'].map((name) => floats(name, [1, 8])) as [Tensor, Tensor, Tensor];
  const operators = [y, z].map((output) =>
    makeOperator({ code: 'RELU', inputs: [x], outputs: [output] }),
  );
  return writeModel(
    makeModel({ subgraphs: [makeSubgraph({ inputs: [x], outputs: [y], operators })] }),
  );
}
