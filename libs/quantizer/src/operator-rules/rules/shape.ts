import type { OperatorRule } from '../operator-rule';
import { highest, kernel, rule, SAME_AS_INPUT, SAME_AS_OUTPUT } from '../rule-builders';

const moving = { data: [0], constraint: SAME_AS_INPUT };
const joining = { constraint: SAME_AS_OUTPUT };

/** Operators that move values without computing new ones. */
export const SHAPE_RULES: readonly OperatorRule[] = [
  rule('RESHAPE', highest(1, 1), { ...moving, kernels: { int8: kernel(1), int16: kernel(1) } }),
  rule('SQUEEZE', highest(2, 2), { ...moving, kernels: { int8: kernel(1), int16: kernel(1) } }),
  rule('EXPAND_DIMS', highest(1, 1), { ...moving, kernels: { int8: kernel(1), int16: kernel(1) } }),
  rule('TRANSPOSE', highest(5, 9), {
    ...moving,
    kernels: {
      int8: kernel([['more-than-5-dimensions', 6], ['more-than-4-dimensions', 4], 2]),
      int16: kernel([['more-than-5-dimensions', 6], 5]),
    },
  }),
  rule('CONCATENATION', highest(3, 7), {
    ...joining,
    kernels: { int8: kernel(2), int16: kernel(3) },
  }),
  rule('PACK', highest(3, 5), { ...joining, kernels: { int8: kernel(2), int16: kernel(3) } }),
  rule('UNPACK', highest(4, 6), { ...moving, kernels: { int8: kernel(2), int16: kernel(4) } }),
  rule('SPLIT', highest(4, 5), {
    constraint: SAME_AS_INPUT,
    data: [1],
    kernels: { int8: kernel(2), int16: kernel(4) },
  }),
  rule('SPLIT_V', highest(2, 3), { ...moving, kernels: { int8: kernel(2), int16: kernel(2) } }),
  rule('SLICE', highest(5, 8), { ...moving, kernels: { int8: kernel(2), int16: kernel(4) } }),
  rule('STRIDED_SLICE', highest(6, 8), {
    ...moving,
    kernels: {
      int8: kernel([['ellipsis-or-new-axis', 6], ['more-than-4-dimensions', 4], 2]),
      int16: kernel([['ellipsis-or-new-axis', 6], 4]),
    },
  }),
  rule('GATHER', highest(5, 8), {
    ...moving,
    table: 0,
    kernels: {
      int8: kernel([['batch-dimensions', 5], 2]),
      int16: kernel([['batch-dimensions', 5], 4]),
    },
  }),
  rule('GATHER_ND', highest(3, 6), { ...moving, kernels: { int8: kernel(1), int16: kernel(3) } }),
  rule('SCATTER_ND', highest(1, 1), {
    constraint: SAME_AS_INPUT,
    data: [1],
    kernels: { int8: kernel(1, { symmetric: true }) },
  }),
  rule('PAD', highest(4, 6), {
    ...moving,
    kernels: { int8: kernel([['more-than-4-dimensions', 4], 2]), int16: kernel(3) },
  }),
  rule('PADV2', highest(4, 6), {
    constraint: SAME_AS_OUTPUT,
    data: [0, 2],
    kernels: { int8: kernel([['more-than-4-dimensions', 4], 2]), int16: kernel(3) },
  }),
  rule('MIRROR_PAD', highest(2, 3), { ...moving, kernels: { int8: kernel(2), int16: kernel(3) } }),
  rule('TILE', highest(3, 3), {
    ...moving,
    kernels: { int8: kernel(3), int16: kernel(3, { runtimes: ['2.3'] }) },
  }),
  rule('BROADCAST_TO', highest(3, 4), {
    ...moving,
    kernels: { int8: kernel(3), int16: kernel(3) },
  }),
  rule('FILL', highest(3, 5), {
    constraint: SAME_AS_INPUT,
    data: [1],
    kernels: { int8: kernel(3), int16: kernel(3) },
  }),
  rule('RESIZE_BILINEAR', highest(4, 4), {
    ...moving,
    kernels: { int8: kernel([['half-pixel-centers', 3], 2]), int16: kernel(4) },
  }),
  rule('RESIZE_NEAREST_NEIGHBOR', highest(4, 4), {
    ...moving,
    kernels: { int8: kernel([['half-pixel-centers-or-aligned-corners', 3], 2]), int16: kernel(4) },
  }),
  rule('SPACE_TO_DEPTH', highest(2, 2), { ...moving, kernels: { int8: kernel(2) } }),
  rule('DEPTH_TO_SPACE', highest(2, 2), { ...moving, kernels: { int8: kernel(2) } }),
  rule('SPACE_TO_BATCH_ND', highest(3, 4), {
    ...moving,
    kernels: { int8: kernel([['not-4-dimensions', 3], 2]), int16: kernel(4) },
  }),
  rule('BATCH_TO_SPACE_ND', highest(3, 4), {
    ...moving,
    kernels: { int8: kernel([['not-4-dimensions', 3], 2]), int16: kernel(4) },
  }),
  rule('REVERSE_V2', highest(3, 4), { ...moving, kernels: { int8: kernel(3), int16: kernel(3) } }),
  rule('DYNAMIC_UPDATE_SLICE', highest(1, 6), {
    constraint: SAME_AS_OUTPUT,
    data: [0, 1],
    kernels: { int8: kernel(1), int16: kernel(4) },
  }),
];
