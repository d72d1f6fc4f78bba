import type { Tensor } from '@flotilla/tflite';

interface KnownShape {
  readonly shape: readonly number[];
  readonly hasRank: boolean;
}

/** Gives a tensor the shape that its kernel would have given it, whatever the file states. */
export function takeShape(tensor: Tensor, { shape, hasRank }: KnownShape): void {
  tensor.shape = [...shape];
  tensor.hasRank = hasRank;
  delete tensor.shapeSignature;
}
