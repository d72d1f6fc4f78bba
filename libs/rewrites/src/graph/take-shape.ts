import type { Tensor } from '@flotilla/tflite';

/** Gives a tensor the shape that its kernel would have given it, whatever the file states. */
export function takeShape(
  tensor: Tensor,
  { shape, hasRank }: Pick<Tensor, 'shape' | 'hasRank'>,
): void {
  tensor.shape = [...shape];
  tensor.hasRank = hasRank;
  delete tensor.shapeSignature;
}
