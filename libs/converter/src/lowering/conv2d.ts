import { elementCount, optionsOf } from '@flotilla/tflite';
import { weightOf } from '../graph';
import { withActivation } from './activation';
import { biasTensor } from './bias';
import { onlyTensor, type Lowering } from './lowering';
import { transposeMatrix } from './transpose-matrix';
import { dilationOptions, windowOptions } from './window-options';

/** Keras's kernel is height × width × in × out, TFLite's out × height × width × in. */
export const lowerConv2d: Lowering<'conv2d'> = (node, inputs, build) => {
  const { window, filters, activation } = node.attributes;
  const { shape, values } = weightOf(node, 'kernel');
  const patch = shape.slice(0, 3);
  const kernel = build.floats(
    `${node.name}/kernel`,
    [filters, ...patch],
    transposeMatrix(values, elementCount(patch), filters),
  );
  return withActivation(build, node, activation, (output) =>
    build.operator({
      code: 'CONV_2D',
      version: 1,
      inputs: [onlyTensor(inputs), kernel, biasTensor(build, node, filters)],
      output,
      options: optionsOf('Conv2DOptions', { ...windowOptions(window), ...dilationOptions(window) }),
    }),
  );
};
