import type { BuiltinOperator } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** Inputs that may be left out, or all of those whose kernels look whether each is there. */
const OPTIONAL: Readonly<Partial<Record<BuiltinOperator, readonly number[] | 'all'>>> = {
  CONV_2D: [2],
  DEPTHWISE_CONV_2D: [2],
  FULLY_CONNECTED: [2],
  TRANSPOSE_CONV: [3],
  CONV_3D: [2],
  CONV_3D_TRANSPOSE: [3],
  SVDF: [3],
  LSTM: 'all',
  UNIDIRECTIONAL_SEQUENCE_LSTM: 'all',
  BIDIRECTIONAL_SEQUENCE_LSTM: 'all',
  BIDIRECTIONAL_SEQUENCE_RNN: 'all',
  CUSTOM: 'all',
};

/** Kernels count their inputs, and then read each as it is; DEPTHWISE_CONV_2D reads a bias even where it counts none. */
export const crashByMissingInput: CrashCheck = ({ code, inputs }) => {
  if (code === 'DEPTHWISE_CONV_2D' && inputs.length < 3)
    return `with ${inputs.length} inputs; give it a bias, of zeros if need be`;
  const optional = OPTIONAL[code] ?? [];
  if (optional === 'all') return undefined;
  const missing = inputs.findIndex((input, at) => input === null && !optional.includes(at));
  return missing === -1 ? undefined : `without its input ${missing}`;
};
