import { optionsOf } from '@flotilla/tflite';
import { weightOf } from '../graph';
import { withActivation } from './activation';
import { biasTensor } from './bias';
import { onlyTensor, type Lowering } from './lowering';
import { transposeMatrix } from './transpose-matrix';

/** Keras's kernel is in × out, TFLite's out × in. Axes between the batch and the last need `keepNumDims`. */
export const lowerDense: Lowering<'dense'> = (node, inputs, build) => {
  const { units, activation } = node.attributes;
  const { shape, values } = weightOf(node, 'kernel');
  const size = shape[0] ?? 0;
  const kernel = build.floats(
    `${node.name}/kernel`,
    [units, size],
    transposeMatrix(values, size, units),
  );
  const keepNumDims = node.outputShape.length > 2;
  return withActivation(build, node, activation, (output) =>
    build.operator({
      code: 'FULLY_CONNECTED',
      version: keepNumDims ? 5 : 1,
      inputs: [onlyTensor(inputs), kernel, biasTensor(build, node, units)],
      output,
      options: optionsOf('FullyConnectedOptions', { keepNumDims }),
    }),
  );
};
