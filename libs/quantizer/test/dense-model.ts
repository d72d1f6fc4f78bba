import type { BuiltinOptions, Model, Tensor } from '@flotilla/tflite';
import { FULLY_CONNECTED, GraphBuilder } from './graph-builder';

/** Weights by rows, one row a unit. */
export interface DenseLayer {
  readonly inputs: number;
  readonly units: number;
  readonly weights: Float32Array;
  readonly bias: Float32Array;
}

/** Fully connected layers with RELU between them, for so many samples at once; gives the last hidden layer and the scores. */
export function denseModel(layers: readonly DenseLayer[], samples: number): Model {
  const builder = new GraphBuilder();
  let tensor = builder.input([samples, layers[0]?.inputs ?? 0]);
  const outputs: Tensor[] = [];
  for (const [at, { inputs, units, weights, bias }] of layers.entries()) {
    const fusedActivationFunction = at === layers.length - 1 ? 'NONE' : 'RELU';
    const operands = [
      tensor,
      builder.constant(`weights${at}`, [units, inputs], [...weights]),
      builder.constant(`bias${at}`, [units], [...bias]),
    ];
    const options = { ...FULLY_CONNECTED, fusedActivationFunction } as BuiltinOptions;
    tensor = builder.apply('FULLY_CONNECTED', operands, [samples, units], options);
    outputs.push(tensor);
  }
  return builder.model(...outputs.slice(-2));
}
