import type { OperatorCase } from './operator-case';
import {
  floats,
  indices,
  input,
  integers,
  NO_KERNEL,
  output,
  SAME_AS_INPUT,
  SAME_AS_OUTPUT,
} from './operands';

/** Operators that take or place elements by index. */
export const SELECTION_CASES: readonly OperatorCase[] = [
  {
    name: 'SLICE',
    code: 'SLICE',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([0, 1, 2, 0]), integers([1, 5, 4, 8])],
    outputs: [output([1, 5, 4, 8])],
    options: { type: 'SliceOptions' },
  },
  {
    name: 'STRIDED_SLICE',
    code: 'STRIDED_SLICE',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([0, 1, 0, 0]), integers([1, 8, 8, 8]), integers([1, 2, 2, 1])],
    outputs: [output([1, 4, 4, 8])],
    options: {
      type: 'StridedSliceOptions',
      beginMask: 0,
      endMask: 0,
      ellipsisMask: 0,
      newAxisMask: 0,
      shrinkAxisMask: 0,
      offset: false,
    },
  },
  {
    name: 'DYNAMIC_UPDATE_SLICE',
    code: 'DYNAMIC_UPDATE_SLICE',
    kernel: SAME_AS_OUTPUT,
    operands: [input(), input([1, 2, 8, 8]), integers([0, 3, 0, 0])],
    outputs: [output()],
    options: { type: 'DynamicUpdateSliceOptions' },
  },
  {
    name: 'GATHER',
    code: 'GATHER',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([5, 0, 0, 7])],
    outputs: [output([1, 4, 8, 8])],
    options: { type: 'GatherOptions', axis: 1, batchDims: 0 },
  },
  {
    name: 'GATHER, embedding of constants',
    code: 'GATHER',
    kernel: SAME_AS_INPUT,
    operands: [floats([100, 16]), indices([12], 100)],
    outputs: [output([12, 16])],
    options: { type: 'GatherOptions', axis: 0, batchDims: 0 },
  },
  {
    name: 'GATHER_ND',
    code: 'GATHER_ND',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([0, 1, 0, 7, 0, 3], [3, 2])],
    outputs: [output([3, 8, 8])],
    options: { type: 'GatherNdOptions' },
  },
  {
    name: 'SCATTER_ND',
    code: 'SCATTER_ND',
    kernel: NO_KERNEL,
    operands: [integers([4, 1, 7], [3, 1]), input([3, 8]), integers([10, 8])],
    outputs: [output([10, 8])],
    options: { type: 'ScatterNdOptions' },
  },
];
