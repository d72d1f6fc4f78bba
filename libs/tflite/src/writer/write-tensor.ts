import { elementCount } from '../element-count';
import { isQuantized } from '../graph/is-quantized';
import type { Quantization, Tensor } from '../model';
import type { FileTensor } from '../schema/file-model';
import { bitsPerElement, byteLengthOf } from '../tensor-type-size';
import type { BufferList } from './buffer-list';
import type { IndexTable } from './index-table';
import { writeSparsity } from './write-sparsity';

export interface TensorContext {
  readonly buffers: BufferList;
  readonly tensors: IndexTable<Tensor>;
}

export function writeTensor(tensor: Tensor, context: TensorContext): FileTensor {
  checkSize(tensor);
  return {
    shape: tensor.shape,
    type: tensor.type,
    buffer: tensor.buffer ? context.buffers.indexOf(tensor.buffer, mayShareBuffer(tensor)) : 0,
    name: tensor.name,
    isVariable: tensor.isVariable,
    hasRank: tensor.hasRank,
    variantTensors: [],
    externalBuffer: 0,
    ...(tensor.shapeSignature && { shapeSignature: tensor.shapeSignature }),
    ...(tensor.quantization && { quantization: writeQuantization(tensor.quantization, context) }),
    ...(tensor.sparsity && { sparsity: writeSparsity(tensor.sparsity) }),
  };
}

function writeQuantization(
  quantization: Quantization,
  { tensors }: TensorContext,
): NonNullable<FileTensor['quantization']> {
  const { min, max, scale, zeroPoint, quantizedDimension, blockwise } = quantization;
  return {
    min,
    max,
    scale,
    zeroPoint,
    quantizedDimension,
    ...(blockwise && {
      details: {
        type: 'BlockwiseQuantization',
        scales: tensors.of(blockwise.scales, blockwise.scales.name),
        zeroPoints: blockwise.zeroPoints
          ? tensors.of(blockwise.zeroPoints, blockwise.zeroPoints.name)
          : -1,
        blockSize: blockwise.blockSize,
        blockShape: [],
      },
    }),
  };
}

/**
 * XNNPACK's cache of packed weights finds them by the addresses of kernel and bias, and packs the scales of quantized
 * ones with them: equal integers with other scales must not stand at one address.
 */
function mayShareBuffer(tensor: Tensor): boolean {
  return !isQuantized(tensor);
}

/** A constant of another size than its shape says would make runtimes refuse the file. */
function checkSize({ name, type, shape, buffer, sparsity }: Tensor): void {
  if (!buffer || sparsity || bitsPerElement(type) === undefined) return;
  const needed = byteLengthOf(type, elementCount(shape));
  if (buffer.data.byteLength !== needed) {
    throw new RangeError(
      `constant "${name}" has ${buffer.data.byteLength} bytes, but ${type} [${shape.join(', ')}] takes ${needed}`,
    );
  }
}
