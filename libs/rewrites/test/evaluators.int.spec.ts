import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  writeModel,
  type ActivationFunctionType,
  type BuiltinOptions,
  type Operator,
  type Tensor,
  type TensorType,
} from '@flotilla/tflite';
import { runInTflite } from '@flotilla/testing';
import { EVALUATORS } from '../src/evaluate/evaluators';
import { constantOf } from './subgraphs';

type Case = readonly [name: string, operator: Operator];

function operatorOf(
  code: Operator['code'],
  inputs: Tensor[],
  {
    options,
    version = 1,
    type,
  }: { options?: BuiltinOptions; version?: number; type?: TensorType } = {},
): Operator {
  const output = makeTensor({ name: 'y', type: type ?? inputs[0]!.type, shape: [1] });
  return makeOperator({
    code,
    version,
    inputs,
    outputs: [output],
    ...(options && { options }),
  });
}

const floats = (shape: number[], ...values: number[]): Tensor =>
  constantOf('FLOAT32', shape, values);
const ints = (shape: number[], ...values: number[]): Tensor => constantOf('INT32', shape, values);
const longs = (shape: number[], ...values: number[]): Tensor => constantOf('INT64', shape, values);
const counted = (type: 'FLOAT32' | 'INT32' | 'INT64' | 'INT8', ...shape: number[]): Tensor =>
  constantOf(
    type,
    shape,
    Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, index) => index + 1),
  );

/** Awkward magnitudes, so that a wrong order of rounding shows. */
const rough = (shape: number[], seed: number): Tensor =>
  floats(
    shape,
    ...Array.from(
      { length: shape.reduce((a, b) => a * b, 1) },
      (_, index) => Math.sin(index * 12.9898 + seed) * 10 ** ((index % 7) - 3),
    ),
  );

const ARITHMETIC = {
  ADD: 'AddOptions',
  SUB: 'SubOptions',
  MUL: 'MulOptions',
  DIV: 'DivOptions',
} as const;

const arithmetic: readonly Case[] = (
  Object.keys(ARITHMETIC) as (keyof typeof ARITHMETIC)[]
).flatMap((code): Case[] => {
  const withActivation = (fusedActivationFunction: ActivationFunctionType): BuiltinOptions =>
    optionsOf(ARITHMETIC[code], { fusedActivationFunction });
  const options = withActivation('NONE');
  return [
    [
      `${code} of equal shapes`,
      operatorOf(code, [rough([2, 3], 1), rough([2, 3], 2)], { options }),
    ],
    [
      `${code} that broadcasts both`,
      operatorOf(code, [rough([2, 1, 3], 1), rough([4, 1], 2)], { options }),
    ],
    [`${code} with a scalar`, operatorOf(code, [rough([2, 5], 1), floats([], 3)], { options })],
    [
      `${code} of integers`,
      operatorOf(code, [ints([4], 7, -7, 100000, -5), ints([4], 2, 2, 70000, -3)], { options }),
    ],
    [
      `${code} that overflows`,
      operatorOf(code, [floats([1], 3e38), floats([1], -3e38)], { options }),
    ],
    ...(['RELU', 'RELU6', 'RELU_N1_TO_1'] as const).map((activation): Case => [
      `${code} clamped by ${activation}`,
      operatorOf(code, [rough([3, 3], 4), rough([3, 3], 5)], {
        options: withActivation(activation),
      }),
    ]),
  ];
});

const sliced = (
  begin: number[],
  end: number[],
  strides: number[],
  masks: Partial<Record<'beginMask' | 'endMask' | 'shrinkAxisMask', number>> = {},
): Operator =>
  operatorOf(
    'STRIDED_SLICE',
    [
      counted('FLOAT32', 3, 4, 2),
      ...[begin, end, strides].map((list) => ints([list.length], ...list)),
    ],
    { options: optionsOf('StridedSliceOptions', masks) },
  );

const selection: readonly Case[] = [
  ['SLICE', operatorOf('SLICE', [counted('FLOAT32', 3, 4), ints([2], 1, 2), ints([2], 2, -1)])],
  ['SLICE of int64', operatorOf('SLICE', [counted('INT64', 5), ints([1], 1), ints([1], 3)])],
  ['STRIDED_SLICE', operatorOfSliced()],
  ['STRIDED_SLICE backwards', sliced([-1, 3, 1], [0, -5, -3], [-1, -2, -1])],
  [
    'STRIDED_SLICE by masks',
    sliced([2, 2, 1], [0, 1, 1], [-1, 1, 1], { beginMask: 3, endMask: 7 }),
  ],
  ['STRIDED_SLICE past the end', sliced([0, -9, 0], [9, 9, 9], [2, 3, 1])],
  ['STRIDED_SLICE to an index', sliced([-1, 1, 0], [0, 2, 2], [1, 1, 1], { shrinkAxisMask: 3 })],
  [
    'GATHER along the first axis',
    operatorOf('GATHER', [counted('FLOAT32', 4, 2), ints([3], 3, 0, 3)], {
      options: optionsOf('GatherOptions'),
    }),
  ],
  [
    'GATHER along an inner axis',
    operatorOf('GATHER', [counted('INT32', 2, 3, 2), ints([2, 2], 2, 0, 1, 1)], {
      options: optionsOf('GatherOptions', { axis: -2 }),
    }),
  ],
];

function operatorOfSliced(): Operator {
  return sliced([0, 1], [3, 4], [2, 2]);
}

const layout: readonly Case[] = [
  ['RESHAPE', operatorOf('RESHAPE', [counted('FLOAT32', 2, 6), ints([3], 3, -1, 2)])],
  [
    'RESHAPE by options',
    operatorOf('RESHAPE', [counted('FLOAT32', 2, 6)], {
      options: optionsOf('ReshapeOptions', { newShape: [4, 3] }),
    }),
  ],
  [
    'SQUEEZE of all',
    operatorOf('SQUEEZE', [counted('FLOAT32', 1, 3, 1)], { options: optionsOf('SqueezeOptions') }),
  ],
  [
    'SQUEEZE of one',
    operatorOf('SQUEEZE', [counted('FLOAT32', 1, 3, 1)], {
      options: optionsOf('SqueezeOptions', { squeezeDims: [-1] }),
    }),
  ],
  ['EXPAND_DIMS', operatorOf('EXPAND_DIMS', [counted('FLOAT32', 2, 3), ints([1], -1)])],
  ['TRANSPOSE', operatorOf('TRANSPOSE', [counted('FLOAT32', 2, 3, 4), ints([3], 2, 0, 1)])],
  [
    'TRANSPOSE of bytes',
    operatorOf('TRANSPOSE', [counted('INT8', 3, 5), ints([2], 1, 0)], { version: 2 }),
  ],
  [
    'PACK',
    operatorOf('PACK', [counted('INT32', 2, 2), ints([2, 2], 9, 8, 7, 6)], {
      options: optionsOf('PackOptions', { axis: -1, valuesCount: 2 }),
    }),
  ],
  [
    'PACK of scalars',
    operatorOf('PACK', [ints([], 1), ints([], -1), ints([], 8)], {
      options: optionsOf('PackOptions', { axis: 0, valuesCount: 3 }),
    }),
  ],
  [
    'CONCATENATION',
    operatorOf('CONCATENATION', [counted('FLOAT32', 2, 1, 2), rough([2, 3, 2], 6)], {
      options: optionsOf('ConcatenationOptions', { axis: -2 }),
    }),
  ],
  ['FILL', operatorOf('FILL', [ints([2], 2, 3), floats([], 0.1)], { type: 'FLOAT32' })],
  ['RANGE of integers', operatorOf('RANGE', [ints([], 10), ints([], -3), ints([], -4)])],
  ['RANGE of floats', operatorOf('RANGE', [floats([], 0), floats([], 1), floats([], 0.1)])],
];

const elementwise: readonly Case[] = [
  [
    'ADD of int64',
    operatorOf('ADD', [longs([2], 2 ** 40, -1), longs([2], 5, 6)], {
      options: optionsOf('AddOptions'),
    }),
  ],
  ['NEG', operatorOf('NEG', [rough([9], 7)])],
  ['NEG of integers', operatorOf('NEG', [ints([3], 5, 0, -7)])],
  ['SQRT', operatorOf('SQRT', [floats([5], 2, 3, 0, 1e-30, 7e30)])],
  ['RSQRT', operatorOf('RSQRT', [floats([6], 2, 3, 0.1, 1e-30, 7e30, 0.3)])],
  ...(['INT32', 'INT64', 'BOOL', 'UINT8'] as const).map((type): Case => [
    `CAST of floats to ${type}`,
    operatorOf('CAST', [floats([4], 2.7, 0, 100.5, 0.5)], { type }),
  ]),
  [
    'CAST of integers to floats',
    operatorOf('CAST', [ints([3], 16777217, -5, 0)], { type: 'FLOAT32' }),
  ],
  ['CAST of int64 to int32', operatorOf('CAST', [longs([2], -3, 1000)], { type: 'INT32' })],
  [
    'CAST of int64 to floats',
    operatorOf('CAST', [longs([2], 2 ** 53 - 1, 3)], { type: 'FLOAT32' }),
  ],
];

/** The kernel's own result, and the shape that it gave it. */
async function native(operator: Operator): Promise<{ bytes: Uint8Array; shape: number[] }> {
  const { outputs } = operator;
  const shape = makeTensor({ name: 'shape', type: 'INT32', shape: [1] });
  const shapeOf = makeOperator({
    code: 'SHAPE',
    inputs: outputs,
    outputs: [shape],
    options: optionsOf('ShapeOptions', { outType: 'INT32' }),
  });
  const subgraph = makeSubgraph({
    inputs: [],
    outputs: [...outputs, shape],
    operators: [operator, shapeOf],
  });
  const [bytes, sizes] = await runInTflite(writeModel(makeModel({ subgraphs: [subgraph] })), []);
  return {
    bytes: bytes ?? new Uint8Array(),
    shape: [...new Int32Array(Uint8Array.from(sizes ?? []).buffer)],
  };
}

describe('every evaluator', () => {
  const cases = [...arithmetic, ...selection, ...layout, ...elementwise];

  it.each(cases)('computes %s as the kernel does, to the bit', async (_, operator) => {
    const result = EVALUATORS.get(operator.code)?.(operator, operator.inputs as Tensor[]);
    const { bytes, shape } = await native(operator);
    expect(bytes.byteLength).toBeGreaterThan(0);
    expect([...(result?.compute() ?? [])]).toEqual([...bytes]);
    expect(result?.shape).toEqual(shape);
  });

  it('is among the cases', () => {
    const tried = new Set(cases.map(([, { code }]) => code));
    expect([...EVALUATORS.keys()].filter((code) => !tried.has(code))).toEqual([]);
  });
});
