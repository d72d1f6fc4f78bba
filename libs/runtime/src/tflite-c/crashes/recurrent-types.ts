import type { BuiltinOperator, TensorType } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

const RECURRENT: ReadonlySet<BuiltinOperator> = new Set([
  'BIDIRECTIONAL_SEQUENCE_LSTM',
  'BIDIRECTIONAL_SEQUENCE_RNN',
  'LSTM',
  'RNN',
  'SVDF',
  'UNIDIRECTIONAL_SEQUENCE_LSTM',
  'UNIDIRECTIONAL_SEQUENCE_RNN',
]);

const TYPES: ReadonlySet<TensorType> = new Set(['FLOAT32', 'INT8', 'UINT8', 'INT16']);

/** Recurrent kernels go by the type of their weights, and write floats into states and outputs whatever these are. */
export const crashByRecurrentType: CrashCheck = ({ code, inputs, outputs }) => {
  const [input] = inputs;
  if (!RECURRENT.has(code) || !input) return undefined;
  if (!TYPES.has(input.type)) return `of an input of ${input.type}`;
  const written = [...inputs.filter((each) => each?.isVariable), ...outputs];
  const other = written.find((each) => each?.type !== 'FLOAT32');
  return input.type === 'FLOAT32' && other
    ? `from FLOAT32 to ${other.type} ("${other.name}")`
    : undefined;
};
