import type { OperatorCase } from './operator-case';
import { input, integers, output, SAME_AS_INPUT } from './operands';

/** Operators that move elements between height, width, depth and batch, or resize. */
export const SPATIAL_CASES: readonly OperatorCase[] = [
  ...(['SPACE_TO_DEPTH', 'DEPTH_TO_SPACE'] as const).map((code): OperatorCase => ({
    name: code,
    code,
    kernel: SAME_AS_INPUT,
    lacks: ['int16'],
    operands: [input()],
    outputs: [output(code === 'SPACE_TO_DEPTH' ? [1, 4, 4, 32] : [1, 16, 16, 2])],
    options: {
      type: code === 'SPACE_TO_DEPTH' ? 'SpaceToDepthOptions' : 'DepthToSpaceOptions',
      blockSize: 2,
    },
  })),
  {
    name: 'SPACE_TO_BATCH_ND',
    code: 'SPACE_TO_BATCH_ND',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([2, 2]), integers([0, 0, 0, 0], [2, 2])],
    outputs: [output([4, 4, 4, 8])],
    options: { type: 'SpaceToBatchNDOptions' },
  },
  {
    name: 'BATCH_TO_SPACE_ND',
    code: 'BATCH_TO_SPACE_ND',
    kernel: SAME_AS_INPUT,
    operands: [input([4, 4, 4, 8]), integers([2, 2]), integers([0, 0, 0, 0], [2, 2])],
    outputs: [output()],
    options: { type: 'BatchToSpaceNDOptions' },
  },
  ...[false, true].map((halfPixelCenters): OperatorCase => ({
    name: `RESIZE_BILINEAR${halfPixelCenters ? ', half pixels' : ''}`,
    code: 'RESIZE_BILINEAR',
    version: halfPixelCenters ? 3 : 1,
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([13, 16])],
    outputs: [output([1, 13, 16, 8])],
    options: { type: 'ResizeBilinearOptions', alignCorners: false, halfPixelCenters },
  })),
  {
    name: 'RESIZE_NEAREST_NEIGHBOR',
    code: 'RESIZE_NEAREST_NEIGHBOR',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([16, 16])],
    outputs: [output([1, 16, 16, 8])],
    options: { type: 'ResizeNearestNeighborOptions', alignCorners: false, halfPixelCenters: false },
  },
];
