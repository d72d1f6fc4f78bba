import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';

export interface ModelParts {
  readonly shape?: number[];
  readonly inputs?: number;
  readonly outputs?: number;
  readonly quantized?: boolean;
  /** Elements of a constant that makes the file longer. */
  readonly values?: number;
}

/** A model of as many RELUs as it has outputs, which read the inputs in turn. */
export function modelOf(parts: ModelParts): Uint8Array {
  const { shape = [1, 4], inputs: inputCount = 1, outputs: outputCount = 1 } = parts;
  const tensors = (prefix: string, count: number): Tensor[] =>
    Array.from({ length: count }, (_, index) =>
      makeTensor({
        name: `${prefix}${index}`,
        type: parts.quantized ? 'INT8' : 'FLOAT32',
        shape,
        ...(parts.quantized && {
          quantization: { min: [], max: [], scale: [0.5], zeroPoint: [0n], quantizedDimension: 0 },
        }),
      }),
    );
  const [inputs, outputs] = [tensors('x', inputCount), tensors('y', outputCount)];
  const operators = outputs.map((output, index) =>
    makeOperator({
      code: 'RELU',
      inputs: inputs.slice(index % inputCount, (index % inputCount) + 1),
      outputs: [output],
    }),
  );
  const constant = makeTensor({
    name: 'constant',
    type: 'FLOAT32',
    shape: [parts.values ?? 1],
    buffer: { data: bytesOf(new Float32Array(parts.values ?? 1)) },
  });
  return writeModel(
    makeModel({ subgraphs: [makeSubgraph({ inputs, outputs, operators, tensors: [constant] })] }),
  );
}
