import { optionsOf } from '@flotilla/tflite';
import { weightOf } from '../graph';
import { withActivation } from './activation';
import { biasTensor } from './bias';
import { onlyTensor, type Lowering } from './lowering';
import { dilationOptions, windowOptions } from './window-options';

/** Keras's kernel, height × width × in × multiplier, lies in memory as TFLite's 1 × height × width × out. */
export const lowerDepthwiseConv2d: Lowering<'depthwiseConv2d'> = (node, inputs, build) => {
  const { window, depthMultiplier, activation } = node.attributes;
  const { values } = weightOf(node, 'kernel');
  const channels = node.outputShape.at(-1) ?? 0;
  const kernel = build.floats(`${node.name}/kernel`, [1, ...window.size, channels], values);
  const dilated = window.dilation.some((factor) => factor !== 1);
  return withActivation(build, node, activation, (output) =>
    build.operator({
      code: 'DEPTHWISE_CONV_2D',
      version: dilated ? 2 : 1,
      inputs: [onlyTensor(inputs), kernel, biasTensor(build, node, channels)],
      output,
      options: optionsOf('DepthwiseConv2DOptions', {
        ...windowOptions(window),
        ...dilationOptions(window),
        depthMultiplier,
      }),
    }),
  );
};
