import type { LayerConfig } from './layer-config';
import { ShapeFault } from './layer-definition';

export type Padding = 'same' | 'valid';

/** A window that slides over height and width. */
export interface Window2d {
  /** Height, width. */
  readonly size: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: Padding;
}

export function readPadding(config: LayerConfig): Padding {
  return config.choice('padding', ['valid', 'same'], 'valid');
}

/** Only the layout that TFLite has: batch, height, width, channels. */
export function requireChannelsLast(config: LayerConfig): void {
  config.choice('data_format', ['channels_last'], 'channels_last');
}

export function windowOutput(
  window: Window2d,
  input: { height: number; width: number },
): readonly [number, number] {
  return [axisOutput(window, 0, input.height), axisOutput(window, 1, input.width)];
}

function axisOutput(window: Window2d, axis: 0 | 1, inputSize: number): number {
  const stride = window.strides[axis];
  if (window.padding === 'same') return Math.ceil(inputSize / stride);
  const covered = (window.size[axis] - 1) * window.dilation[axis] + 1;
  if (covered > inputSize)
    throw new ShapeFault(`a window of ${covered} does not fit into ${inputSize}`);
  return Math.floor((inputSize - covered) / stride) + 1;
}
