import { floatData, type Tensor } from '@flotilla/tflite';
import { constantFold, withValues } from './fold-constant';

/** (W·x + b) · s = (s·W)·x + s·b: the scale of a batch normalization goes into the weights before it. */
export const foldMultiply = constantFold({
  name: 'fold-multiply',
  code: 'MUL',
  fold: ({ weights, bias, run }, scale) => ({
    weights: scaled(weights, scale, run),
    bias: scaled(bias, scale, 1),
  }),
});

/** Multiplies by the channel's scale; the channel changes every `run` elements and starts over after the last. */
function scaled(tensor: Tensor, scale: Float32Array, run: number): Tensor {
  const product = floatData(tensor).map(
    (value, index) => value * (scale[Math.floor(index / run) % scale.length] ?? 1),
  );
  return withValues(tensor, product);
}
