import type { OperatorCase } from './operator-case';
import { given, IMAGE, input, integers, output, SAME_AS_INPUT, SAME_AS_OUTPUT } from './operands';

/** Operators that put elements around or repeat them. */
export const PADDING_CASES: readonly OperatorCase[] = [
  {
    name: 'PAD',
    code: 'PAD',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([0, 0, 1, 1, 2, 0, 0, 0], [4, 2])],
    outputs: [output([1, 10, 10, 8])],
    options: { type: 'PadOptions' },
  },
  {
    name: 'PADV2',
    code: 'PADV2',
    kernel: SAME_AS_OUTPUT,
    operands: [input(), integers([0, 0, 1, 1, 2, 0, 0, 0], [4, 2]), given([1], [-1.5])],
    outputs: [output([1, 10, 10, 8])],
    options: { type: 'PadV2Options' },
  },
  {
    name: 'MIRROR_PAD',
    code: 'MIRROR_PAD',
    kernel: SAME_AS_INPUT,
    operands: [input(), integers([0, 0, 1, 1, 2, 0, 0, 0], [4, 2])],
    outputs: [output([1, 10, 10, 8])],
    options: { type: 'MirrorPadOptions', mode: 'REFLECT' },
  },
  {
    name: 'TILE',
    code: 'TILE',
    kernel: SAME_AS_INPUT,
    operands: [input([1, 4, 4, 8]), integers([1, 2, 2, 1])],
    outputs: [output()],
    options: { type: 'TileOptions' },
  },
  {
    name: 'BROADCAST_TO',
    code: 'BROADCAST_TO',
    version: 2,
    kernel: SAME_AS_INPUT,
    operands: [input([1, 1, 8, 8]), integers(IMAGE)],
    outputs: [output()],
    options: { type: 'BroadcastToOptions' },
  },
  {
    name: 'FILL',
    code: 'FILL',
    kernel: SAME_AS_INPUT,
    operands: [integers([1, 4, 4]), input([])],
    outputs: [output([1, 4, 4])],
    options: { type: 'FillOptions' },
  },
];
