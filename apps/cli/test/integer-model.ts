import { type Model, type Tensor, writeModel } from '@flotilla/tflite';

/** RELU from int8 to int8 over two rows of two: a batch of 2, scale 0.5, zero point −1. */
export function integerModel(): Uint8Array {
  const tensor = (name: string): Tensor => ({
    name,
    type: 'INT8',
    shape: [2, 2],
    hasRank: true,
    isVariable: false,
    quantization: { min: [], max: [], scale: [0.5], zeroPoint: [-1n], quantizedDimension: 0 },
  });
  const [input, output] = [tensor('x'), tensor('y')];
  const model: Model = {
    description: '',
    subgraphs: [
      {
        name: 'main',
        tensors: [input, output],
        inputs: [input],
        outputs: [output],
        operators: [
          {
            code: 'RELU',
            version: 2,
            inputs: [input],
            outputs: [output],
            intermediates: [],
            mutatingVariableInputs: [],
          },
        ],
      },
    ],
    signatures: [],
    metadata: [],
  };
  return writeModel(model);
}
