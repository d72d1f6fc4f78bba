import type { OperatorCase } from './operator-case';
import { floats, FREE, fusedActivationFunction, given, indices, input, output } from './operands';

const FULLY_CONNECTED = {
  type: 'FullyConnectedOptions',
  fusedActivationFunction,
  weightsFormat: 'DEFAULT',
  keepNumDims: false,
  asymmetricQuantizeInputs: false,
  quantizedBiasType: 'FLOAT32',
} as const;

const BATCH_MATMUL = {
  type: 'BatchMatMulOptions',
  adjX: false,
  adjY: false,
  asymmetricQuantizeInputs: false,
} as const;

const dense = {
  code: 'FULLY_CONNECTED',
  kernel: FREE,
  weight: { operand: 1, axis: 0 },
  options: FULLY_CONNECTED,
} as const;

/** Row 0 of 10 × 256 weights is close to nothing, and its bias is not: s_in · s_w is too fine for it in int32. */
function withDeadChannel(): OperatorCase['operands'] {
  const weights = floats([10, 256], 0.06);
  const data = Float32Array.from(weights.data, (value, at) => (at < 256 ? value * 1e-9 : value));
  const bias = given([10], [3, 1, -1, 0.5, 0, 2, -2, 0.1, 1.5, -0.3]);
  return [input([1, 256]), { ...weights, data }, bias];
}

export const MATRIX_CASES: readonly OperatorCase[] = [
  {
    ...dense,
    name: 'FULLY_CONNECTED',
    bias: 2,
    operands: [input([1, 256]), floats([64, 256], 0.06), floats([64])],
    outputs: [output([1, 64])],
  },
  {
    ...dense,
    name: 'FULLY_CONNECTED, no bias',
    operands: [input([1, 256]), floats([64, 256], 0.06), null],
    outputs: [output([1, 64])],
  },
  {
    ...dense,
    name: 'FULLY_CONNECTED, dimensions kept',
    bias: 2,
    operands: [input([1, 7, 256]), floats([64, 256], 0.06), floats([64])],
    outputs: [output([1, 7, 64])],
    options: { ...FULLY_CONNECTED, keepNumDims: true },
  },
  {
    ...dense,
    name: 'FULLY_CONNECTED, dead channel with a large bias',
    bias: 2,
    operands: withDeadChannel(),
    outputs: [output([1, 10])],
  },
  {
    name: 'BATCH_MATMUL',
    code: 'BATCH_MATMUL',
    kernel: FREE,
    operands: [input([1, 4, 16, 32]), input([1, 4, 32, 24])],
    outputs: [output([1, 4, 16, 24])],
    options: BATCH_MATMUL,
  },
  {
    name: 'BATCH_MATMUL, right side transposed',
    code: 'BATCH_MATMUL',
    kernel: FREE,
    operands: [input([1, 4, 16, 32]), input([1, 4, 24, 32])],
    outputs: [output([1, 4, 16, 24])],
    options: { ...BATCH_MATMUL, adjY: true },
  },
  {
    name: 'BATCH_MATMUL, constant right side',
    code: 'BATCH_MATMUL',
    kernel: FREE,
    weight: { operand: 1 },
    operands: [input([1, 16, 32]), floats([1, 32, 48], 0.2)],
    outputs: [output([1, 16, 48])],
    options: BATCH_MATMUL,
  },
  {
    name: 'EMBEDDING_LOOKUP',
    code: 'EMBEDDING_LOOKUP',
    kernel: { kind: 'same-as-output' },
    operands: [indices([12], 100), floats([100, 16])],
    outputs: [output([12, 16])],
  },
];
