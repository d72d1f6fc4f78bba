import type { BuiltinOptionsOf } from '@flotilla/tflite';
import { elementBytes } from '../constants/element-bytes';
import type { Evaluator } from './evaluator';
import { bytesOfTensor, integersOf } from './operands';
import { pickElements, rowMajorStrides } from './view';

/** Ellipses and new axes are left to the runtime. */
export const evaluateStridedSlice: Evaluator = ({ options }, [input, begins, ends, steps]) => {
  const [begin, end, step] = [integersOf(begins), integersOf(ends), integersOf(steps)];
  const width = input && elementBytes(input.type);
  if (!begin || !end || !step || input === undefined || width === undefined) return undefined;
  if (options?.type !== 'StridedSliceOptions') return undefined;
  if (options.ellipsisMask !== 0 || options.newAxisMask !== 0 || options.offset) return undefined;
  const along = rowMajorStrides(input.shape);
  const shape: number[] = [];
  const strides: number[] = [];
  let offset = 0;
  for (const [axis, size] of input.shape.entries()) {
    const bounds = { begin: begin[axis], end: end[axis], step: step[axis] };
    const span = axis < begin.length ? spanOf(bounds, size, axis, options) : wholeOf(size);
    if (span === undefined) return undefined;
    offset += span.from * (along[axis] ?? 0);
    if (span.isIndex) continue;
    shape.push(span.count);
    strides.push(span.step * (along[axis] ?? 0));
  }
  const view = { shape, offset, strides };
  return {
    type: input.type,
    shape,
    compute: () => pickElements(bytesOfTensor(input), width, view),
  };
};

interface Span {
  readonly from: number;
  readonly count: number;
  readonly step: number;
  /** One element, whose axis is gone from the result. */
  readonly isIndex: boolean;
}

interface Bounds {
  readonly begin: number | undefined;
  readonly end: number | undefined;
  readonly step: number | undefined;
}

function wholeOf(size: number): Span {
  return { from: 0, count: size, step: 1, isIndex: false };
}

/** As Python slices: negative bounds count from the end, and bounds past it are moved to it. */
function spanOf(
  { begin, end, step }: Bounds,
  size: number,
  axis: number,
  { beginMask, endMask, shrinkAxisMask }: BuiltinOptionsOf<'StridedSliceOptions'>,
): Span | undefined {
  if (begin === undefined || end === undefined || step === undefined || step === 0)
    return undefined;
  const has = (mask: number): boolean => ((mask >> axis) & 1) === 1;
  const fromFront = (bound: number): number => (bound < 0 ? bound + size : bound);
  if (has(shrinkAxisMask)) {
    const from = fromFront(begin);
    const isInside = from >= 0 && from < size;
    if (!isInside || step !== 1 || has(beginMask)) return undefined;
    return { from, count: 1, step, isIndex: true };
  }
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const clamped = (bound: number): number => Math.min(highest, Math.max(lowest, fromFront(bound)));
  const [first, last] = step > 0 ? [lowest, highest] : [highest, lowest];
  const from = has(beginMask) ? first : clamped(begin);
  const to = has(endMask) ? last : clamped(end);
  return { from, count: Math.max(0, Math.ceil((to - from) / step)), step, isIndex: false };
}
