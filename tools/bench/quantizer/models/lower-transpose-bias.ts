import { bytesOf, makeTensor, type Operator, type Subgraph } from '@flotilla/tflite';

/**
 * MediaPipe's custom Convolution2DTransposeBias (input, weights, bias) is a TRANSPOSE_CONV with bias (shape, weights,
 * input, bias), which TensorFlow Lite takes from version 3 on. Its options are the bytes of a `TfLiteTransposeConvParams`.
 */
export function lowerTransposeBias(subgraph: Subgraph): void {
  subgraph.operators = subgraph.operators.map((operator) => {
    if (operator.customCode !== 'Convolution2DTransposeBias') return operator;
    const [input, weights, bias] = operator.inputs;
    const [output] = operator.outputs;
    if (!input || !weights || !bias || !output || !operator.customOptions) {
      throw new TypeError('Convolution2DTransposeBias with other operands than it is known with');
    }
    const shape = makeTensor({
      name: `${output.name}/shape`,
      type: 'INT32',
      shape: [output.shape.length],
      buffer: { data: bytesOf(Int32Array.from(output.shape)) },
    });
    subgraph.tensors.push(shape);
    const lowered: Operator = {
      code: 'TRANSPOSE_CONV',
      version: 3,
      inputs: [shape, weights, input, bias],
      outputs: [output],
      options: { type: 'TransposeConvOptions', ...parameters(operator.customOptions) },
      intermediates: [],
      mutatingVariableInputs: [],
    };
    return lowered;
  });
}

/** `kTfLitePaddingSame` is 1 and `kTfLitePaddingValid` 2; width stands before height. */
function parameters(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return {
    padding: view.getInt32(0, true) === 1 ? ('SAME' as const) : ('VALID' as const),
    strideW: view.getInt32(4, true),
    strideH: view.getInt32(8, true),
    fusedActivationFunction: 'NONE' as const,
    quantizedBiasType: 'FLOAT32' as const,
  };
}
