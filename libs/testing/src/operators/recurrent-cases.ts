import type { Operand, OperatorCase } from './operator-case';
import { floats, FREE, input, NO_KERNEL, output, state } from './operands';

const FEATURES = 16;
const UNITS = 12;
const STEPS = 6;

/** Of one gate or cell. */
const fromInput = floats([UNITS, FEATURES], 0.25);
const fromState = floats([UNITS, UNITS], 0.25);
const offset = floats([UNITS], 0.1);

const four = (operand: Operand): readonly Operand[] => [operand, operand, operand, operand];

/** Weights and biases of input, forget, cell and output gate; no peepholes, no projection. */
const GATES: readonly Operand[] = [
  ...four(fromInput),
  ...four(fromState),
  ...[null, null, null],
  ...four(offset),
  ...[null, null],
];
const STATES: readonly Operand[] = [state([1, UNITS]), state([1, UNITS])];
const NO_LAYER_NORMALIZATION: readonly Operand[] = four(null);

const LSTM = {
  fusedActivationFunction: 'TANH',
  cellClip: 10,
  projClip: 0,
  asymmetricQuantizeInputs: false,
} as const;

const RNN_OPERANDS: readonly Operand[] = [fromInput, fromState, offset, state([1, UNITS])];
const RNN = { fusedActivationFunction: 'TANH', asymmetricQuantizeInputs: false } as const;

/** Recurrent layers; state begins at zero in every sample. */
export const RECURRENT_CASES: readonly OperatorCase[] = [
  {
    name: 'SVDF',
    code: 'SVDF',
    kernel: FREE,
    lacks: ['int16'],
    operands: [
      input([1, FEATURES]),
      fromInput,
      floats([UNITS, 4], 0.5),
      offset,
      state([1, 4 * UNITS]),
    ],
    outputs: [output([1, UNITS])],
    options: {
      type: 'SVDFOptions',
      rank: 1,
      fusedActivationFunction: 'NONE',
      asymmetricQuantizeInputs: false,
    },
  },
  {
    name: 'LSTM',
    code: 'LSTM',
    kernel: FREE,
    operands: [input([1, FEATURES]), ...GATES, ...STATES, ...NO_LAYER_NORMALIZATION],
    outputs: [output([1, UNITS])],
    options: { type: 'LSTMOptions', kernelType: 'FULL', ...LSTM },
  },
  {
    name: 'UNIDIRECTIONAL_SEQUENCE_LSTM',
    code: 'UNIDIRECTIONAL_SEQUENCE_LSTM',
    kernel: FREE,
    operands: [input([1, STEPS, FEATURES]), ...GATES, ...STATES, ...NO_LAYER_NORMALIZATION],
    outputs: [output([1, STEPS, UNITS])],
    options: {
      type: 'UnidirectionalSequenceLSTMOptions',
      timeMajor: false,
      diagonalRecurrentTensors: false,
      ...LSTM,
    },
  },
  {
    name: 'BIDIRECTIONAL_SEQUENCE_LSTM',
    code: 'BIDIRECTIONAL_SEQUENCE_LSTM',
    kernel: NO_KERNEL,
    operands: [
      input([1, STEPS, FEATURES]),
      ...GATES,
      ...GATES,
      ...STATES,
      ...STATES,
      null,
      ...four(null),
      ...four(null),
    ],
    outputs: [output([1, STEPS, 2 * UNITS])],
    options: {
      type: 'BidirectionalSequenceLSTMOptions',
      mergeOutputs: true,
      timeMajor: false,
      ...LSTM,
    },
  },
  {
    name: 'RNN',
    code: 'RNN',
    kernel: NO_KERNEL,
    operands: [input([1, FEATURES]), ...RNN_OPERANDS],
    outputs: [output([1, UNITS])],
    options: { type: 'RNNOptions', ...RNN },
  },
  {
    name: 'UNIDIRECTIONAL_SEQUENCE_RNN',
    code: 'UNIDIRECTIONAL_SEQUENCE_RNN',
    kernel: NO_KERNEL,
    operands: [input([1, STEPS, FEATURES]), ...RNN_OPERANDS],
    outputs: [output([1, STEPS, UNITS])],
    options: { type: 'SequenceRNNOptions', timeMajor: false, ...RNN },
  },
  {
    name: 'BIDIRECTIONAL_SEQUENCE_RNN',
    code: 'BIDIRECTIONAL_SEQUENCE_RNN',
    kernel: NO_KERNEL,
    operands: [input([1, STEPS, FEATURES]), ...RNN_OPERANDS, ...RNN_OPERANDS, null, null, null],
    outputs: [output([1, STEPS, 2 * UNITS])],
    options: {
      type: 'BidirectionalSequenceRNNOptions',
      timeMajor: false,
      mergeOutputs: true,
      ...RNN,
    },
  },
];
