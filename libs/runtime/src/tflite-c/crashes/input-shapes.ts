import type { BuiltinOperator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Kernels that divide by the sizes of their first input, or read it at an index of 0. */
const NEED_ELEMENTS: ReadonlySet<BuiltinOperator> = new Set([
  'ARG_MAX',
  'ARG_MIN',
  'LOG_SOFTMAX',
  'MIRROR_PAD',
  'RESIZE_BILINEAR',
  'RESIZE_NEAREST_NEIGHBOR',
  'SOFTMAX',
  'TRANSPOSE',
]);

/** Kernels that go along the last dimension of their input, which a scalar lacks. */
const NEED_DIMENSION: ReadonlySet<BuiltinOperator> = new Set(['L2_NORMALIZATION', 'LOG_SOFTMAX']);

/** Kernels that take batch, time and features for granted. */
const OF_SEQUENCES: ReadonlySet<BuiltinOperator> = new Set([
  'BIDIRECTIONAL_SEQUENCE_LSTM',
  'BIDIRECTIONAL_SEQUENCE_RNN',
  'UNIDIRECTIONAL_SEQUENCE_LSTM',
  'UNIDIRECTIONAL_SEQUENCE_RNN',
]);

export const crashByInputShape: CrashCheck = ({ code, inputs: [input] }) => {
  const shape = input?.shape ?? [];
  if (NEED_ELEMENTS.has(code) && shape.includes(0))
    return `of an input of shape [${shape.join()}], without elements`;
  if (NEED_DIMENSION.has(code) && shape.length === 0) return 'of a scalar';
  return OF_SEQUENCES.has(code) && shape.length !== 3
    ? `of an input of ${shape.length} dimensions; it takes 3`
    : undefined;
};
