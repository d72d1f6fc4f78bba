import { optionsOf, type BuiltinOperator, type Tensor } from '@flotilla/tflite';
import type { ActivationFunction } from '../layers/activation';
import type { Shape } from '../shape';
import { onlyTensor, type Lowering } from './lowering';
import type { SubgraphBuilder } from './subgraph-builder';

const operators: Readonly<Record<Exclude<ActivationFunction, 'linear'>, BuiltinOperator>> = {
  relu: 'RELU',
  relu6: 'RELU6',
  softmax: 'SOFTMAX',
  sigmoid: 'LOGISTIC',
  tanh: 'TANH',
};

export const lowerActivation: Lowering<'activation'> = (node, inputs, build) =>
  emitActivation(build, node, node.attributes.function, onlyTensor(inputs));

/** A layer's computation, followed by its activation function. `emit` writes into the tensor that it is given. */
export function withActivation(
  build: SubgraphBuilder,
  node: { readonly name: string; readonly outputShape: Shape },
  activation: ActivationFunction,
  emit: (output: Tensor) => Tensor,
): Tensor {
  const name = activation === 'linear' ? node.name : `${node.name}/linear`;
  return emitActivation(build, node, activation, emit(build.activation(name, node.outputShape)));
}

function emitActivation(
  build: SubgraphBuilder,
  node: { readonly name: string; readonly outputShape: Shape },
  activation: ActivationFunction,
  input: Tensor,
): Tensor {
  if (activation === 'linear') return input;
  return build.operator({
    code: operators[activation],
    version: 1,
    inputs: [input],
    output: build.activation(node.name, node.outputShape),
    ...(activation === 'softmax' ? { options: optionsOf('SoftmaxOptions', { beta: 1 }) } : {}),
  });
}
