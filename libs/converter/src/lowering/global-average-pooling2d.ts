import { optionsOf } from '@flotilla/tflite';
import { onlyTensor, type Lowering } from './lowering';

const heightAndWidth = [1, 2];

export const lowerGlobalAveragePooling2d: Lowering<'globalAveragePooling2d'> = (
  node,
  inputs,
  build,
) =>
  build.operator({
    code: 'MEAN',
    version: 1,
    inputs: [onlyTensor(inputs), build.int32s(`${node.name}/axes`, [2], heightAndWidth)],
    output: build.activation(node.name, node.outputShape),
    options: optionsOf('ReducerOptions', { keepDims: node.attributes.keepDimensions }),
  });
