import { optionsOf } from '@flotilla/tflite';
import type { LayerNode } from '../graph';
import { onlyTensor, type Lowering } from './lowering';

/** Flatten and Reshape; an open batch is −1, which keeps the shape a constant. */
export const lowerReshape: Lowering<'reshape' | 'flatten'> = (
  node: LayerNode<'reshape' | 'flatten'>,
  inputs,
  build,
) => {
  const [batch, ...rest] = node.outputShape;
  const target = [batch ?? -1, ...rest];
  return build.operator({
    code: 'RESHAPE',
    version: 1,
    inputs: [onlyTensor(inputs), build.int32s(`${node.name}/shape`, [target.length], target)],
    output: build.activation(node.name, node.outputShape),
    options: optionsOf('ReshapeOptions', { newShape: target }),
  });
};
