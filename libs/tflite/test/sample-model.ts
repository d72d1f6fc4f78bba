import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  optionsOf,
} from '@flotilla/tflite';

/** One fully connected layer with an open batch, a signature and metadata. */
export function denseModel(): Model {
  const input = makeTensor({
    name: 'x',
    type: 'FLOAT32',
    shape: [1, 3],
    shapeSignature: [-1, 3],
  });
  const weights = makeTensor({
    name: 'weights',
    type: 'FLOAT32',
    shape: [2, 3],
    buffer: { data: bytesOf(Float32Array.of(1, 2, 3, 4, 5, 6)) },
  });
  const output = makeTensor({ name: 'y', type: 'FLOAT32', shape: [1, 2], shapeSignature: [-1, 2] });
  const dense = makeOperator({
    code: 'FULLY_CONNECTED',
    inputs: [input, weights, null],
    outputs: [output],
    options: optionsOf('FullyConnectedOptions', { fusedActivationFunction: 'RELU' }),
  });
  const subgraph = makeSubgraph({ inputs: [input], outputs: [output], operators: [dense] });
  return makeModel({
    description: 'a dense layer',
    subgraphs: [subgraph],
    signatures: [
      {
        key: 'serving_default',
        subgraph,
        inputs: [{ name: 'in', tensor: input }],
        outputs: [{ name: 'out', tensor: output }],
      },
    ],
    metadata: [{ name: 'min_runtime_version', buffer: { data: Uint8Array.of(49, 46, 53) } }],
  });
}

/** A model that uses the format's rarer parts: several subgraphs, sharing, sparsity, block-wise scales, custom operators. */
export function elaborateModel(): Model {
  const state = makeTensor({ name: 'state', type: 'FLOAT32', shape: [4], isVariable: true });
  const condition = makeTensor({ name: 'condition', type: 'BOOL', shape: [] });
  const input = makeTensor({ name: 'x', type: 'FLOAT32', shape: [2, 4] });
  const scales = makeTensor({
    name: 'scales',
    type: 'FLOAT16',
    shape: [2, 2],
    buffer: { data: new Uint8Array(8) },
  });
  const blocks = makeTensor({
    name: 'blocks',
    type: 'INT4',
    shape: [2, 3],
    buffer: { data: Uint8Array.of(1, 2, 3) },
    quantization: {
      min: [],
      max: [],
      scale: [],
      zeroPoint: [],
      quantizedDimension: 0,
      blockwise: { scales, blockSize: 2 },
    },
  });
  const perChannel = makeTensor({
    name: 'per channel',
    type: 'INT8',
    shape: [2, 4],
    buffer: { data: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) },
    quantization: {
      min: [-1, -2],
      max: [1, 2],
      scale: [0.5, 0.25],
      zeroPoint: [0n, 0n],
      quantizedDimension: 0,
    },
  });
  const twin = makeTensor({ ...perChannel, name: 'twin' });
  const sparse = makeTensor({
    name: 'sparse',
    type: 'FLOAT32',
    shape: [2, 4],
    buffer: { data: bytesOf(Float32Array.of(1, 2, 3)) },
    sparsity: {
      traversalOrder: [0, 1],
      blockMap: [],
      dimensions: [
        { format: 'DENSE', denseSize: 2 },
        { format: 'SPARSE_CSR', segments: [0, 1, 3], indices: [3, 0, 2] },
      ],
    },
  });
  const dense = makeTensor({ name: 'dense', type: 'FLOAT32', shape: [2, 4] });
  const hidden = makeTensor({ name: 'hidden', type: 'INT8', shape: [4] });
  const scratch = makeTensor({ name: 'scratch', type: 'INT16', shape: [], hasRank: false });
  const output = makeTensor({ name: 'y', type: 'FLOAT32', shape: [2, 4] });
  const main = makeSubgraph({
    inputs: [condition, input, state],
    outputs: [output],
    operators: [
      makeOperator({
        code: 'DENSIFY',
        inputs: [sparse],
        outputs: [dense],
        options: optionsOf('DensifyOptions'),
      }),
      makeOperator({
        code: 'CUSTOM',
        customCode: 'Mine',
        version: 2,
        customOptions: Uint8Array.of(9, 8, 7),
        inputs: [input, state, blocks, perChannel, twin, null],
        outputs: [hidden],
        intermediates: [scratch],
        mutatingVariableInputs: [false, true, false, false, false, false],
      }),
      makeOperator({
        code: 'STABLEHLO_COMPOSITE',
        inputs: [hidden],
        outputs: [output],
        options: optionsOf('StableHLOCompositeOptions', {
          name: 'odml.npu_call',
          decompositionSubgraphIndex: 1,
          compositeAttributes: Uint8Array.of(1, 2),
        }),
      }),
    ],
    tensors: [makeTensor({ name: 'unused', type: 'STRING', shape: [3] })],
  });
  const inner = makeTensor({ name: 'inner', type: 'INT8', shape: [4] });
  const result = makeTensor({ name: 'result', type: 'FLOAT32', shape: [2, 4] });
  const body = makeSubgraph({
    name: 'body',
    inputs: [inner],
    outputs: [result],
    operators: [makeOperator({ code: 'SIGN', inputs: [inner], outputs: [result] })],
  });
  return makeModel({ subgraphs: [main, body] });
}
