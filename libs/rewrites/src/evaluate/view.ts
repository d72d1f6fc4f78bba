import { elementCount } from '@flotilla/tflite';

/** How the elements of a result stand in row-major elements that are there: position = offset + Σ index · stride. */
export interface View {
  readonly shape: readonly number[];
  readonly offset: number;
  readonly strides: readonly number[];
}

export function rowMajorStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
}

/** The position of each element of the view, in row-major order. */
export function positionsOf({ shape, offset, strides }: View): Uint32Array {
  const positions = new Uint32Array(elementCount(shape));
  const index = shape.map(() => 0);
  let position = offset;
  for (let at = 0; at < positions.length; at += 1) {
    positions[at] = position;
    // Counts up like an odometer: the last axis first.
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const [size = 0, stride = 0, reached = 0] = [shape[axis], strides[axis], index[axis]];
      if (reached + 1 < size) {
        index[axis] = reached + 1;
        position += stride;
        break;
      }
      index[axis] = 0;
      position -= reached * stride;
    }
  }
  return positions;
}

/** The bytes of the elements that a view picks. */
export function pickElements(bytes: Uint8Array, width: number, view: View): Uint8Array {
  const positions = positionsOf(view);
  const picked = new Uint8Array(positions.length * width);
  positions.forEach((position, at) => {
    for (let byte = 0; byte < width; byte += 1) {
      picked[at * width + byte] = bytes[position * width + byte] ?? 0;
    }
  });
  return picked;
}
