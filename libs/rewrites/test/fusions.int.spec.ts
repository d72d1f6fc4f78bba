import {
  cloneModel,
  elementCount,
  makeModel,
  makeOperator,
  makeTensor,
  optionsOf,
  writeModel,
  type BuiltinOperator,
  type BuiltinOptions,
  type Model,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import { runInTflite } from '@flotilla/testing';
import { applyRewrites } from '../src/apply-rewrites';
import { foldAdd } from '../src/fusion/fold-add';
import { foldDivide } from '../src/fusion/fold-divide';
import { foldMultiply } from '../src/fusion/fold-multiply';
import { foldSubtract } from '../src/fusion/fold-subtract';
import { fuseActivation } from '../src/fusion/fuse-activation';
import { activation, chain, floats, int32s } from './subgraphs';

/** Numbers of both signs and many magnitudes, so that clamps take some and leave some. */
function waves(shape: readonly number[], seed: number): Float32Array {
  return new Float32Array(elementCount(shape)).map(
    (_, index) => Math.sin(index * 0.7 + seed) * 2 ** ((index % 7) - 5),
  );
}

const wavy = (name: string, shape: number[], seed: number): Tensor =>
  floats(name, shape, [...waves(shape, seed)]);

const WINDOW = { padding: 'SAME', strideW: 1, strideH: 1 } as const;
const POOL = optionsOf('Pool2DOptions', { ...WINDOW, filterWidth: 2, filterHeight: 2 });

interface Producer {
  readonly code: BuiltinOperator;
  readonly options: BuiltinOptions;
  readonly input: number[];
  readonly output: number[];
  readonly inputs: (input: Tensor) => (Tensor | null)[];
  readonly version: number;
}

const image = [1, 4, 4, 3];
const sum = (code: BuiltinOperator, options: BuiltinOptions): Producer => ({
  code,
  version: 1,
  options,
  input: image,
  output: image,
  inputs: (input) => [input, wavy('other', [3], 5)],
});
const pool = (code: BuiltinOperator): Producer => ({
  code,
  version: 1,
  options: POOL,
  input: image,
  output: image,
  inputs: (input) => [input],
});

const CONVOLUTIONS: readonly Producer[] = [
  {
    code: 'CONV_2D',
    version: 1,
    options: optionsOf('Conv2DOptions', WINDOW),
    input: image,
    output: [1, 4, 4, 2],
    inputs: (input) => [input, wavy('kernel', [2, 3, 3, 3], 1), wavy('bias', [2], 2)],
  },
  {
    code: 'DEPTHWISE_CONV_2D',
    version: 1,
    options: optionsOf('DepthwiseConv2DOptions', { ...WINDOW, depthMultiplier: 2 }),
    input: image,
    output: [1, 4, 4, 6],
    inputs: (input) => [input, wavy('kernel', [1, 3, 3, 6], 1), wavy('bias', [6], 2)],
  },
  {
    code: 'FULLY_CONNECTED',
    version: 1,
    options: optionsOf('FullyConnectedOptions'),
    input: [4, 5],
    output: [4, 9],
    inputs: (input) => [input, wavy('kernel', [9, 5], 1), wavy('bias', [9], 2)],
  },
  {
    code: 'FULLY_CONNECTED',
    version: 6,
    options: optionsOf('FullyConnectedOptions'),
    input: [4, 5],
    output: [4, 9],
    inputs: (input) => [input, wavy('kernel', [9, 5], 1), null],
  },
];

const TRANSPOSED: readonly Producer[] = [false, true].map((hasBias) => ({
  code: 'TRANSPOSE_CONV',
  options: optionsOf('TransposeConvOptions', { padding: 'SAME', strideW: 2, strideH: 2 }),
  input: image,
  output: [1, 8, 8, 2],
  inputs: (input) => [
    int32s('shape', [4], [1, 8, 8, 2]),
    wavy('kernel', [2, 3, 3, 3], 1),
    input,
    ...(hasBias ? [wavy('bias', [2], 2)] : []),
  ],
  version: hasBias ? 3 : 1,
}));

const CLAMPING: readonly Producer[] = [
  ...CONVOLUTIONS,
  sum('ADD', optionsOf('AddOptions')),
  sum('SUB', optionsOf('SubOptions')),
  sum('MUL', optionsOf('MulOptions')),
  sum('DIV', optionsOf('DivOptions')),
  pool('AVERAGE_POOL_2D'),
  pool('MAX_POOL_2D'),
  pool('L2_POOL_2D'),
  {
    code: 'CONV_3D',
    version: 1,
    options: optionsOf('Conv3DOptions', { ...WINDOW, strideD: 1 }),
    input: [1, 2, 4, 4, 3],
    output: [1, 2, 4, 4, 2],
    inputs: (input) => [input, wavy('kernel', [2, 2, 2, 3, 2], 1), wavy('bias', [2], 2)],
  },
];

/** The producer and, after it, an operator that reads its output. */
function followed(
  { code, options, input, output, inputs, version }: Producer,
  follow: (from: Tensor, to: Tensor) => Operator,
): Model {
  const [x, y, z] = [
    activation('x', ...input),
    activation('y', ...output),
    activation('z', ...output),
  ];
  const producer = makeOperator({ code, options, version, inputs: inputs(x), outputs: [y] });
  const subgraph = chain(producer, follow(y, z));
  return makeModel({ subgraphs: [{ ...subgraph, inputs: [x] }] });
}

async function run(model: Model, delegate: 'cpu' | 'xnnpack'): Promise<Float32Array> {
  const [input] = model.subgraphs[0]!.inputs;
  const values = new Uint8Array(waves(input!.shape, 0).buffer);
  const [output] = await runInTflite(writeModel(model), [values], { delegate });
  return new Float32Array(Uint8Array.from(output ?? []).buffer);
}

describe.each(['cpu', 'xnnpack'] as const)('on %s', (delegate) => {
  describe.each(CLAMPING)('fuse-activation into $code', (producer) => {
    it.each(['RELU', 'RELU6', 'RELU_N1_TO_1'] as const)(
      'lets it clamp as %s does',
      async (code) => {
        const model = followed(producer, (from, to) =>
          makeOperator({ code, inputs: [from], outputs: [to] }),
        );
        const { model: fused } = cloneModel(model);
        expect(applyRewrites(fused.subgraphs[0]!, [fuseActivation])).toHaveLength(1);
        const [before, after] = [await run(model, delegate), await run(fused, delegate)];
        expect(new Set(before).size).toBeGreaterThan(2);
        // Either may call a zero negative.
        expect(Array.from(after, (value) => value + 0)).toEqual(
          Array.from(before, (value) => value + 0),
        );
      },
    );
  });

  describe.each([...CONVOLUTIONS, ...TRANSPOSED])(
    'folding into $code (version $version)',
    (producer) => {
      const channels = producer.output.at(-1)!;
      const constant = wavy('constant', [1, channels], 9);
      it.each([
        ['MUL', 'right', foldMultiply, optionsOf('MulOptions')],
        ['MUL', 'left', foldMultiply, optionsOf('MulOptions')],
        ['ADD', 'right', foldAdd, optionsOf('AddOptions')],
        ['SUB', 'right', foldSubtract, optionsOf('SubOptions')],
        ['SUB', 'left', foldSubtract, optionsOf('SubOptions')],
        ['DIV', 'right', foldDivide, optionsOf('DivOptions')],
      ] as const)('%s with the constant on the %s', async (code, side, rewrite, options) => {
        const model = followed(producer, (from, to) =>
          makeOperator({
            code,
            options,
            inputs: side === 'right' ? [from, constant] : [constant, from],
            outputs: [to],
          }),
        );
        const { model: folded } = cloneModel(model);
        expect(applyRewrites(folded.subgraphs[0]!, [rewrite])).toHaveLength(1);
        const [before, after] = [await run(model, delegate), await run(folded, delegate)];
        const largest = before.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
        expect(after).toHaveLength(before.length);
        before.forEach((value, at) => {
          expect(Math.abs(value - (after[at] ?? NaN))).toBeLessThanOrEqual(largest * 1e-6);
        });
      });
    },
  );
});

describe('a runtime', () => {
  it.each([
    [
      'CONCATENATION',
      optionsOf('ConcatenationOptions', { axis: 3, fusedActivationFunction: 'RELU' }),
    ],
    ['L2_NORMALIZATION', optionsOf('L2NormOptions', { fusedActivationFunction: 'RELU' })],
    [
      'TRANSPOSE_CONV',
      optionsOf('TransposeConvOptions', { ...WINDOW, fusedActivationFunction: 'RELU' }),
    ],
  ] as const)('refuses an activation of %s, so that none is fused', async (code, options) => {
    const x = activation('x', ...image);
    const y = activation('y', ...image);
    const inputs =
      code === 'TRANSPOSE_CONV'
        ? [int32s('shape', [4], image), wavy('kernel', [3, 1, 1, 3], 1), x]
        : [x];
    const operator = makeOperator({
      code,
      options,
      version: code === 'TRANSPOSE_CONV' ? 4 : 1,
      inputs,
      outputs: [y],
    });
    const relu = makeOperator({
      code: 'RELU',
      inputs: [y],
      outputs: [makeTensor({ ...y, name: 'z' })],
    });
    expect(fuseActivation.apply(chain(operator, relu))).toEqual([]);
    const model = makeModel({ subgraphs: [{ ...chain(operator), inputs: [x] }] });
    await expect(run(model, 'cpu')).rejects.toThrow();
  });
});
