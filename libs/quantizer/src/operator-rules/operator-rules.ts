import type { BuiltinOperator } from '@flotilla/tflite';
import type { Constraint, OperatorRule } from './operator-rule';

const FREE: Constraint = { kind: 'free' };
const SAME_AS_INPUT: Constraint = { kind: 'same-as-input' };
const SAME_AS_OUTPUT: Constraint = { kind: 'same-as-output' };
const PROBABILITY: Constraint = { kind: 'fixed', scale: 1 / 256, zeroPoint: -128 };

/**
 * One row an operator kind. Sources: the kernels' `Prepare` for constraints, `op_version.cc` for versions,
 * `runtime_version.cc` for the releases that brought them, `register.cc` of TensorFlow 2.9 for the highest version,
 * checked by loading files in that runtime.
 */
export const OPERATOR_RULES: readonly OperatorRule[] = [
  {
    code: 'CONV_2D',
    constraint: FREE,
    data: [0],
    weight: { input: 1, axis: 0 },
    bias: 2,
    int8: { versions: [{ version: 3, since: '1.14.0' }], perChannel: ['2.9'] },
    hybrid: {
      versions: [
        { when: 'per-channel-weights', version: 5, since: '2.4.0' },
        { version: 2, since: '1.14.0' },
      ],
      perChannel: ['2.9'],
    },
    highest: { '2.9': 5 },
  },
  {
    code: 'DEPTHWISE_CONV_2D',
    constraint: FREE,
    data: [0],
    weight: { input: 1, axis: 3 },
    bias: 2,
    int8: { versions: [{ version: 3, since: '1.14.0' }], perChannel: ['2.9'] },
    hybrid: {
      versions: [
        { when: 'per-channel-weights', version: 6, since: '2.3.0' },
        { version: 4, since: '2.2.0' },
      ],
      perChannel: ['2.9'],
    },
    highest: { '2.9': 6 },
  },
  {
    code: 'FULLY_CONNECTED',
    constraint: FREE,
    data: [0],
    weight: { input: 1, axis: 0 },
    bias: 2,
    // Per tensor: 2.9's int8 kernel loads per-channel weights and uses the first scale for all of them. The TFLite
    // converter's own int8 file of a 90.9 % classifier scores 11 % there.
    int8: {
      versions: [
        { when: 'no-bias', version: 6, since: '2.1.0' },
        { when: 'keeps-dimensions', version: 5, since: '2.0.0' },
        { version: 4, since: '1.14.0' },
      ],
    },
    // The per-channel hybrid kernel (version 12) came after 2.9, which would read one scale for all channels.
    hybrid: {
      versions: [
        { when: 'asymmetric-inputs', version: 9, since: '2.3.0' },
        { when: 'no-bias', version: 6, since: '2.1.0' },
        { when: 'keeps-dimensions', version: 5, since: '2.0.0' },
        { version: 3, since: '1.14.0' },
      ],
      asymmetricInputs: 'by-option',
    },
    highest: { '2.9': 9 },
  },
  {
    code: 'ADD',
    constraint: FREE,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 4 },
  },
  {
    code: 'MEAN',
    constraint: FREE,
    data: [0],
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'RELU',
    constraint: FREE,
    data: 'all',
    int8: { versions: [{ version: 2, since: '2.1.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'RELU6',
    constraint: FREE,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'SOFTMAX',
    constraint: PROBABILITY,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'LOGISTIC',
    constraint: PROBABILITY,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'RESHAPE',
    constraint: SAME_AS_INPUT,
    data: [0],
    int8: { versions: [{ version: 1, since: '1.5.0' }] },
    highest: { '2.9': 1 },
  },
  {
    code: 'AVERAGE_POOL_2D',
    constraint: SAME_AS_INPUT,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'MAX_POOL_2D',
    constraint: SAME_AS_INPUT,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
  {
    code: 'PAD',
    constraint: SAME_AS_INPUT,
    data: [0],
    int8: {
      versions: [
        { when: 'more-than-4-dimensions', version: 4, since: '2.6.0' },
        { version: 2, since: '1.14.0' },
      ],
    },
    highest: { '2.9': 4 },
  },
  {
    code: 'CONCATENATION',
    constraint: SAME_AS_OUTPUT,
    data: 'all',
    int8: { versions: [{ version: 2, since: '1.14.0' }] },
    highest: { '2.9': 3 },
  },
];

const BY_CODE: ReadonlyMap<BuiltinOperator, OperatorRule> = new Map(
  OPERATOR_RULES.map((rule) => [rule.code, rule]),
);

export function ruleFor(code: BuiltinOperator): OperatorRule | undefined {
  return BY_CODE.get(code);
}
