import { formatShape, type Shape } from '../shape';
import { ShapeFault } from './layer-definition';

/** The shape of the only input of a layer. */
export function onlyInput(inputs: readonly Shape[]): Shape {
  const [shape] = inputs;
  if (shape === undefined || inputs.length !== 1) throw new RangeError('the layer takes one input');
  return shape;
}

export interface Image {
  readonly batch: number | null;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** An input of batch × height × width × channels. */
export function imageInput(inputs: readonly Shape[]): Image {
  const shape = onlyInput(inputs);
  const [batch, height, width, channels] = shape;
  if (shape.length !== 4 || height === undefined || width === undefined || channels === undefined) {
    throw new ShapeFault(`takes batch × height × width × channels, not ${formatShape(shape)}`);
  }
  return { batch, height, width, channels };
}

/** Size of the last axis. */
export function lastAxis(shape: Shape): number {
  const last = shape.length > 1 ? shape.at(-1) : undefined;
  if (typeof last !== 'number')
    throw new ShapeFault(`takes at least two axes, not ${formatShape(shape)}`);
  return last;
}
