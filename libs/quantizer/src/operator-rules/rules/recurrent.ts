import type { KernelFamily, KernelRule, OperatorRule, WeightRule } from '../operator-rule';
import { highest, kernel, limit, rule } from '../rule-builders';

const at = (...inputs: readonly number[]): WeightRule[] =>
  inputs.map((input) => ({ input, axis: 0 }));

/** Input, recurrent, peephole and projection weights of one direction; layer normalization stays float. */
const lstmWeights = (first: number): WeightRule[] =>
  at(...Array.from({ length: 11 }, (_, index) => first + index), first + 15);

const AUXILIARY_LSTM_WEIGHTS = at(40, 41, 42, 43, 44, 45, 46, 47);

/** Kernels quantize input and state on the fly, with a zero point where the options say so. */
const hybrid = (
  version: number,
  weights: readonly WeightRule[],
  refuses: KernelRule['refuses'] = [],
): KernelRule =>
  kernel([['asymmetric-inputs', version + 1], version], {
    weights,
    refuses,
    asymmetricInputs: 'by-option',
  });

/** `lstm_eval.cc`, `svdf.cc`: what the integer kernels want to be told in scales of their own. */
const unseenStates = (...families: readonly KernelFamily[]) => [
  limit(
    'its integer kernel takes the scales of states and gates inside it, which calibration does not see',
    ...families,
  ),
];

/** Recurrent layers, one scale for each of their weights. */
export const RECURRENT_RULES: readonly OperatorRule[] = [
  rule('SVDF', highest(4, 4), {
    data: [0],
    // svdf.cc, Prepare: the time weights of a hybrid SVDF are of the type of its feature weights.
    limits: unseenStates('int8'),
    kernels: {
      int8: kernel(3),
      hybrid: kernel([['asymmetric-inputs', 4], 2], {
        weights: at(1, 2),
        asymmetricInputs: 'by-option',
      }),
    },
  }),
  rule('LSTM', highest(4, 4), {
    data: [0],
    limits: unseenStates('int8'),
    kernels: {
      int8: kernel(2),
      hybrid: hybrid(3, lstmWeights(1), [
        {
          when: 'basic-kernel',
          reason: 'its five-input kernel takes float or uint8 alone (lstm.cc)',
        },
      ]),
    },
  }),
  rule('UNIDIRECTIONAL_SEQUENCE_LSTM', highest(3, 4), {
    data: [0],
    limits: unseenStates('int8'),
    kernels: {
      int8: kernel(2),
      hybrid: hybrid(2, lstmWeights(1), [
        { when: 'diagonal-recurrence', reason: 'its hybrid form cannot be told apart by version' },
      ]),
    },
  }),
  rule('BIDIRECTIONAL_SEQUENCE_LSTM', highest(3, 3), {
    data: [0],
    kernels: {
      hybrid: hybrid(2, [...lstmWeights(1), ...lstmWeights(18), ...AUXILIARY_LSTM_WEIGHTS]),
    },
  }),
  rule('RNN', highest(3, 3), { data: [0], kernels: { hybrid: hybrid(2, at(1, 2)) } }),
  rule('UNIDIRECTIONAL_SEQUENCE_RNN', highest(3, 3), {
    data: [0],
    kernels: { hybrid: hybrid(2, at(1, 2)) },
  }),
  rule('BIDIRECTIONAL_SEQUENCE_RNN', highest(3, 3), {
    data: [0],
    kernels: { hybrid: hybrid(2, at(1, 2, 5, 6, 10, 11)) },
  }),
];
