import { readActivation, type ActivationFunction } from './activation';
import type { LayerConfig } from './layer-config';
import type { LayerDefinition } from './layer-definition';
import { imageInput } from './input-shapes';
import { UnsupportedOption } from './unsupported-option';
import { readPadding, requireChannelsLast, windowOutput, type Window2d } from './window2d';

export interface Conv2dAttributes {
  readonly filters: number;
  readonly window: Window2d;
  readonly useBias: boolean;
  readonly activation: ActivationFunction;
}

/** `kernel` is height × width × input channels × filters. */
export const conv2d: LayerDefinition<Conv2dAttributes> = {
  inputs: 'one',
  classes: { Conv2D: readConv2d },
  weights: ({ filters, window, useBias }, inputs) => [
    { role: 'kernel', shape: [...window.size, imageInput(inputs).channels, filters] },
    ...(useBias ? [{ role: 'bias', shape: [filters] }] : []),
  ],
  outputShape: ({ filters, window }, inputs) => {
    const image = imageInput(inputs);
    return [image.batch, ...windowOutput(window, image), filters];
  },
};

function readConv2d(config: LayerConfig): Conv2dAttributes {
  const groups = config.size('groups', 1);
  if (groups !== 1) throw new UnsupportedOption(`groups=${groups}`);
  return { filters: config.size('filters'), ...readConvolution(config) };
}

/** What ordinary and depthwise convolutions have in common. */
export function readConvolution(config: LayerConfig): Omit<Conv2dAttributes, 'filters'> {
  requireChannelsLast(config);
  return {
    window: {
      size: config.sizes2d('kernel_size'),
      strides: config.sizes2d('strides', [1, 1]),
      dilation: config.sizes2d('dilation_rate', [1, 1]),
      padding: readPadding(config),
    },
    useBias: config.boolean('use_bias', true),
    activation: readActivation(config),
  };
}
