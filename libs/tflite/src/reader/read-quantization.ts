import { ModelError } from '../errors';
import type { Quantization, Tensor } from '../model';
import type { FileTensor } from '../schema/file-model';
import { lookUp } from './lookup';

type FileQuantization = NonNullable<FileTensor['quantization']>;

/** Affine parameters, or undefined when the table is there but says nothing, as for float tensors. */
export function readQuantization(file: FileTensor, what: string): Quantization | undefined {
  const table = file.quantization;
  if (!table) return undefined;
  const { min, max, scale, zeroPoint, quantizedDimension } = table;
  const lists = [min, max, scale, zeroPoint];
  if (!table.details && lists.every((list) => list.length === 0)) return undefined;
  checkChannels(table, file.shape, what);
  return { min, max, scale, zeroPoint, quantizedDimension };
}

/** Kernels index scales by channel without a check of their own. */
function checkChannels(table: FileQuantization, shape: readonly number[], what: string): void {
  const { scale, zeroPoint, quantizedDimension } = table;
  if (zeroPoint.length !== 0 && zeroPoint.length !== scale.length) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: ${scale.length} scales and ${zeroPoint.length} zero points`,
    );
  }
  if (scale.length > 1 && shape[quantizedDimension] !== scale.length) {
    throw new ModelError(
      'MALFORMED',
      `cannot read ${what}: ${scale.length} scales along dimension ${quantizedDimension} of [${shape.join(', ')}]`,
    );
  }
}

/** Block-wise parameters, which refer to other tensors of the subgraph. */
export function readBlockwise(
  file: FileTensor,
  tensors: readonly Tensor[],
  what: string,
): Quantization['blockwise'] {
  const details = file.quantization?.details;
  if (!details) return undefined;
  if (details.type !== 'BlockwiseQuantization' || details.blockShape.length > 0) {
    throw new ModelError(
      'UNSUPPORTED_FEATURE',
      `cannot read ${what}: ${details.type} of this form is not known`,
    );
  }
  const scales = lookUp(tensors, details.scales, `${what}.scales`);
  const { blockSize, zeroPoints } = details;
  if (zeroPoints === -1) return { scales, blockSize };
  return { scales, zeroPoints: lookUp(tensors, zeroPoints, `${what}.zeroPoints`), blockSize };
}
