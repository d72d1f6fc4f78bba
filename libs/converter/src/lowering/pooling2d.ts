import { optionsOf } from '@flotilla/tflite';
import { onlyTensor, type Lowering } from './lowering';
import { windowOptions } from './window-options';

/** With `same` padding both Keras and TFLite average over the elements inside the image only. */
export const lowerPooling2d: Lowering<'pooling2d'> = (node, inputs, build) => {
  const { reduction, window } = node.attributes;
  const [filterHeight, filterWidth] = window.size;
  return build.operator({
    code: reduction === 'maximum' ? 'MAX_POOL_2D' : 'AVERAGE_POOL_2D',
    version: 1,
    inputs: [onlyTensor(inputs)],
    output: build.activation(node.name, node.outputShape),
    options: optionsOf('Pool2DOptions', { ...windowOptions(window), filterHeight, filterWidth }),
  });
};
