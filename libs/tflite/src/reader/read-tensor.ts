import { ModelError } from '../errors';
import type { Tensor } from '../model';
import type { FileTensor } from '../schema/file-model';
import { checkAlignment, checkConstant } from './check-constant';
import type { BufferTable } from './read-buffers';
import { readBlockwise, readQuantization } from './read-quantization';
import { checkShape, readShapeSignature } from './read-shape';
import { readSparsity } from './read-sparsity';

export function readTensors(
  files: readonly FileTensor[],
  buffers: BufferTable,
  what: string,
): Tensor[] {
  const tensors = files.map((file, index) =>
    readTensor(file, buffers, `${what}.tensors[${index}]`),
  );
  files.forEach((file, index) => {
    const blockwise = readBlockwise(file, tensors, `${what}.tensors[${index}]`);
    const quantization = tensors[index]?.quantization;
    if (blockwise && quantization) quantization.blockwise = blockwise;
  });
  return tensors;
}

function readTensor(file: FileTensor, buffers: BufferTable, place: string): Tensor {
  const what = `${place} "${file.name}"`;
  refuseUnkept(file, what);
  checkShape(file.shape, what);
  const placed = buffers.constant(file.buffer, what);
  const buffer = placed?.buffer;
  const quantization = readQuantization(file, what);
  const shapeSignature = readShapeSignature(file, what);
  const tensor: Tensor = {
    name: file.name,
    type: file.type,
    shape: file.shape,
    // Files from before the field was added leave it out; constants and tensors with dimensions have a rank.
    hasRank: file.hasRank || file.shape.length > 0 || buffer !== undefined,
    isVariable: file.isVariable,
    ...(shapeSignature && { shapeSignature }),
    ...(buffer && { buffer }),
    ...(quantization && { quantization }),
    ...(file.sparsity && { sparsity: readSparsity(file.sparsity, what) }),
  };
  checkConstant(tensor, what);
  if (placed) checkAlignment(tensor, placed.offsetBytes, what);
  return tensor;
}

function refuseUnkept(file: FileTensor, what: string): void {
  if (file.externalBuffer !== 0) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read ${what}: its data stand in another file; embed them first`,
    );
  }
  if (file.variantTensors.length > 0) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read ${what}: nested variant types are not kept`,
    );
  }
}
