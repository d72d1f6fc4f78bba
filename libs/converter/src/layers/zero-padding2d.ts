import type { LayerConfig } from './layer-config';
import type { LayerDefinition } from './layer-definition';
import { imageInput } from './input-shapes';
import { requireChannelsLast } from './window2d';

export interface ZeroPadding2dAttributes {
  /** Rows before and after. */
  readonly height: readonly [number, number];
  /** Columns before and after. */
  readonly width: readonly [number, number];
}

export const zeroPadding2d: LayerDefinition<ZeroPadding2dAttributes> = {
  inputs: 'one',
  classes: { ZeroPadding2D: readZeroPadding2d },
  outputShape: ({ height, width }, inputs) => {
    const image = imageInput(inputs);
    return [
      image.batch,
      height[0] + image.height + height[1],
      width[0] + image.width + width[1],
      image.channels,
    ];
  },
};

/** `padding` is one number, a pair (height, width), or a pair of (before, after). */
function readZeroPadding2d(config: LayerConfig): ZeroPadding2dAttributes {
  requireChannelsLast(config);
  const padding = config.raw('padding') ?? 1;
  const [height, width] = Array.isArray(padding) ? (padding as unknown[]) : [padding, padding];
  return { height: readPair(config, height), width: readPair(config, width) };
}

function readPair(config: LayerConfig, value: unknown): readonly [number, number] {
  const [before, after] = Array.isArray(value) ? (value as unknown[]) : [value, value];
  if (!isCount(before) || !isCount(after))
    throw config.fault('padding', 'counts of rows and columns');
  return [before, after];
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0 && Number(value) < 2 ** 24;
}
