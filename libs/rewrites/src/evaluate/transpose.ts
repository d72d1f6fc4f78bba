import { elementBytes } from '../constants/element-bytes';
import type { Evaluator } from './evaluator';
import { bytesOfTensor, integersOf } from './operands';
import { pickElements, rowMajorStrides } from './view';

export const evaluateTranspose: Evaluator = (_, [input, permutation]) => {
  const axes = integersOf(permutation);
  const width = input && elementBytes(input.type);
  if (axes === undefined || input === undefined || width === undefined) return undefined;
  const isPermutation =
    axes.length === input.shape.length && input.shape.every((_size, axis) => axes.includes(axis));
  if (!isPermutation) return undefined;
  const along = rowMajorStrides(input.shape);
  const shape = axes.map((axis) => input.shape[axis] ?? 0);
  const strides = axes.map((axis) => along[axis] ?? 0);
  return {
    type: input.type,
    shape,
    compute: () => pickElements(bytesOfTensor(input), width, { shape, offset: 0, strides }),
  };
};
