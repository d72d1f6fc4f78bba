import { type BuiltinOperator, type Model, type Tensor, writeModel } from '@flotilla/tflite';

function vector(name: string, open: boolean): Tensor {
  return {
    name,
    type: 'FLOAT32',
    shape: [1, 4],
    ...(open && { shapeSignature: [-1, 4] }),
    hasRank: true,
    isVariable: false,
  };
}

/** RELU over rows of four numbers; the batch is open or fixed to 1. */
export function reluModel({ open }: { open: boolean }): Uint8Array {
  const input = vector('x', open);
  const output = vector('y', open);
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
            code: 'RELU' satisfies BuiltinOperator,
            version: 1,
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
