import { elementCount, MAXIMUM_ELEMENTS, type Model, sameShape } from '@flotilla/tflite';
import type { ResizedTensor } from './artifact';
import { artifactInvalid } from './artifact-invalid';

/**
 * The shapes that differ between a model and a resized copy of it: the runtime's kernels worked them out.
 * @throws TypeError where the one is no copy of the other
 */
export function resizedShapes(source: Model, resized: Model): ResizedTensor[] {
  return source.subgraphs.flatMap(({ tensors }, subgraph) => {
    const copies = resized.subgraphs[subgraph]?.tensors ?? [];
    if (copies.length !== tensors.length)
      throw new TypeError('the model is no copy of the one that the file holds');
    return copies.flatMap((copy, tensor): ResizedTensor[] => {
      const { shape, shapeSignature } = copy;
      const before = tensors[tensor];
      const isSame =
        before !== undefined &&
        sameShape(before.shape, shape) &&
        before.shapeSignature?.join() === shapeSignature?.join();
      if (isSame) return [];
      return [{ subgraph, tensor, shape, ...(shapeSignature && { shapeSignature }) }];
    });
  });
}

/**
 * Gives tensors of a model their shapes, in place.
 * @throws CodedError `ARTIFACT_INVALID`
 */
export function applyShapes(model: Model, shapes: readonly ResizedTensor[]): void {
  for (const { subgraph, tensor: index, shape, shapeSignature } of shapes) {
    const tensor = model.subgraphs[subgraph]?.tensors[index];
    if (tensor === undefined || tensor.buffer !== undefined)
      throw artifactInvalid(
        `it gives a shape to tensor ${index} of graph ${subgraph}, which has none to be given`,
      );
    const fits =
      elementCount(shape) <= MAXIMUM_ELEMENTS &&
      (shapeSignature === undefined ||
        (shapeSignature.length === shape.length &&
          shapeSignature.every((size, axis) => size === -1 || size === shape[axis])));
    if (!fits) throw artifactInvalid(`it gives ${tensor.name} the shape ${shape.join('x')}`);
    tensor.shape = [...shape];
    delete tensor.shapeSignature;
    if (shapeSignature) tensor.shapeSignature = [...shapeSignature];
  }
}
