import { elementBytes } from '../constants/element-bytes';
import type { Evaluator } from './evaluator';
import { bytesOfTensor, integersOf } from './operands';
import { pickElements, rowMajorStrides } from './view';

export const evaluateSlice: Evaluator = (_, [input, begins, sizes]) => {
  const [begin, size] = [integersOf(begins), integersOf(sizes)];
  const width = input && elementBytes(input.type);
  if (!begin || !size || input === undefined || width === undefined) return undefined;
  const { shape: whole } = input;
  if (begin.length !== whole.length || size.length !== whole.length) return undefined;
  // −1 means all that is left.
  const shape = whole.map((length, axis) => {
    const [from = NaN, count = NaN] = [begin[axis], size[axis]];
    return count === -1 ? length - from : count;
  });
  const fits = whole.every((length, axis) => {
    const [from = NaN, count = NaN] = [begin[axis], shape[axis]];
    return from >= 0 && count >= 0 && from + count <= length;
  });
  if (!fits) return undefined;
  const strides = rowMajorStrides(whole);
  const offset = begin.reduce((sum, from, axis) => sum + from * (strides[axis] ?? 0), 0);
  return {
    type: input.type,
    shape,
    compute: () => pickElements(bytesOfTensor(input), width, { shape, offset, strides }),
  };
};
