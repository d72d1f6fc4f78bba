import type { BuiltinOperator, Operator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Gates of inputs, peepholes, projections and normalization. */
const LSTM = [1, 5, 9, 10, 11, 12, 16, 17, 20, 21, 22, 23];

/** The same twice, forward and backward, and what a second input has. */
const BIDIRECTIONAL_LSTM = [
  ...[1, 5, 9, 10, 11, 12, 16, 17],
  ...[18, 22, 26, 27, 28, 29, 33, 34],
  ...[39, 40, 41, 42, 43, 44, 45, 46, 47],
];

/** Inputs that may be left out, or all of those whose kernels look whether each is there. */
const OPTIONAL: Readonly<Partial<Record<BuiltinOperator, readonly number[] | 'all'>>> = {
  BIDIRECTIONAL_SEQUENCE_LSTM: BIDIRECTIONAL_LSTM,
  BIDIRECTIONAL_SEQUENCE_RNN: [9, 10, 11],
  CONV_2D: [2],
  CONV_3D: [2],
  CONV_3D_TRANSPOSE: [3],
  CUSTOM: 'all',
  DEPTHWISE_CONV_2D: [2],
  FULLY_CONNECTED: [2],
  LSTM,
  SVDF: [3],
  TRANSPOSE_CONV: [3],
  UNIDIRECTIONAL_SEQUENCE_LSTM: LSTM,
};

/** Where the first of these inputs is there, the kernel reads the others as well. */
const TOGETHER: Readonly<Partial<Record<BuiltinOperator, readonly (readonly number[])[]>>> = {
  BIDIRECTIONAL_SEQUENCE_LSTM: [
    [1, 5, 12],
    [10, 11],
    [18, 22, 29],
    [27, 28],
  ],
  BIDIRECTIONAL_SEQUENCE_RNN: [[10, 11, 9]],
  LSTM: [
    [1, 5, 12],
    [10, 11],
    [21, 22, 23],
  ],
  UNIDIRECTIONAL_SEQUENCE_LSTM: [
    [1, 5, 12],
    [10, 11],
    [21, 22, 23],
  ],
};

/** Kernels count their inputs, and then read each as it is; DEPTHWISE_CONV_2D reads a bias even where it counts none. */
export const crashByMissingInput: CrashCheck = (operator) => {
  const { code, inputs } = operator;
  if (code === 'DEPTHWISE_CONV_2D' && inputs.length < 3)
    return `with ${inputs.length} inputs; give it a bias, of zeros if need be`;
  const missing = missingOf(operator);
  return missing === undefined ? undefined : `without its input ${missing}`;
};

function missingOf({ code, inputs }: Operator): number | undefined {
  const optional = OPTIONAL[code] ?? [];
  if (optional === 'all') return undefined;
  const single = inputs.findIndex((input, at) => input === null && !optional.includes(at));
  if (single !== -1) return single;
  return (TOGETHER[code] ?? [])
    .filter(([first = 0]) => inputs[first])
    .flat()
    .find((position) => position < inputs.length && !inputs[position]);
}
