import type { ActivationFunction } from './activation';
import { readConvolution } from './conv2d';
import type { LayerDefinition } from './layer-definition';
import { imageInput } from './input-shapes';
import { windowOutput, type Window2d } from './window2d';

export interface DepthwiseConv2dAttributes {
  readonly depthMultiplier: number;
  readonly window: Window2d;
  readonly useBias: boolean;
  readonly activation: ActivationFunction;
}

/** `kernel` is height × width × input channels × multiplier; output channel = input channel · multiplier + m. */
export const depthwiseConv2d: LayerDefinition<DepthwiseConv2dAttributes> = {
  inputs: 'one',
  classes: {
    DepthwiseConv2D: (config) => ({
      depthMultiplier: config.size('depth_multiplier', 1),
      ...readConvolution(config),
    }),
  },
  weights: ({ depthMultiplier, window, useBias }, inputs) => {
    const { channels } = imageInput(inputs);
    return [
      { role: 'kernel', shape: [...window.size, channels, depthMultiplier] },
      ...(useBias ? [{ role: 'bias', shape: [channels * depthMultiplier] }] : []),
    ];
  },
  outputShape: ({ depthMultiplier, window }, inputs) => {
    const image = imageInput(inputs);
    return [image.batch, ...windowOutput(window, image), image.channels * depthMultiplier];
  },
};
