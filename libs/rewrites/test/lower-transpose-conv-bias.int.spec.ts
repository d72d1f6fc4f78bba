import {
  cloneModel,
  elementCount,
  makeModel,
  makeOperator,
  writeModel,
  type Model,
  type Padding,
} from '@flotilla/tflite';
import { runInLitert, runInTflite } from '@flotilla/testing';
import { lowerTransposeConvBias } from '../src/lowering/lower-transpose-conv-bias';
import { activation, chain, floats } from './subgraphs';

interface Form {
  readonly padding: Padding;
  readonly kernel: readonly [height: number, width: number];
  readonly stride: readonly [height: number, width: number];
  readonly input: readonly [height: number, width: number];
}

const [inputChannels, outputChannels] = [3, 2];

const waves = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, index) => Math.sin(index * 1.3 + seed));

function outputLength(input: number, kernel: number, stride: number, padding: Padding): number {
  const cut = padding === 'SAME' ? Math.max(0, kernel - ((input - 1) % stride) - 1) : 0;
  return stride * (input - 1) + kernel - cut;
}

function customModel({ padding, kernel, stride, input }: Form): Model {
  const [height, width] = ([0, 1] as const).map((axis) =>
    outputLength(input[axis], kernel[axis], stride[axis], padding),
  );
  const x = activation('x', 1, ...input, inputChannels);
  const y = activation('y', 1, height!, width!, outputChannels);
  const shape = [outputChannels, ...kernel, inputChannels];
  const parameters = Int32Array.of(padding === 'SAME' ? 1 : 2, stride[1], stride[0]);
  const operator = makeOperator({
    code: 'CUSTOM',
    customCode: 'Convolution2DTransposeBias',
    customOptions: new Uint8Array(parameters.buffer),
    inputs: [
      x,
      floats('kernel', shape, waves(elementCount(shape), 1)),
      floats('bias', [outputChannels], [0.5, -2]),
    ],
    outputs: [y],
  });
  return makeModel({ subgraphs: [chain(operator)] });
}

const forms: readonly Form[] = [
  { padding: 'SAME', kernel: [2, 2], stride: [2, 2], input: [4, 5] },
  { padding: 'SAME', kernel: [3, 3], stride: [2, 2], input: [4, 5] },
  { padding: 'SAME', kernel: [4, 4], stride: [2, 2], input: [5, 3] },
  { padding: 'SAME', kernel: [3, 5], stride: [1, 2], input: [4, 4] },
  { padding: 'SAME', kernel: [5, 4], stride: [3, 3], input: [3, 4] },
  { padding: 'VALID', kernel: [3, 2], stride: [2, 2], input: [4, 5] },
  { padding: 'VALID', kernel: [2, 4], stride: [3, 1], input: [3, 3] },
];

describe.each(forms)(
  'lower-transpose-conv-bias, $padding, kernel $kernel, stride $stride',
  (form) => {
    it('gives in native TensorFlow Lite what the custom operator gives in LiteRT', async () => {
      const custom = customModel(form);
      const { model: lowered } = cloneModel(custom);
      expect(lowerTransposeConvBias.apply(lowered.subgraphs[0]!)).toHaveLength(1);
      lowered.subgraphs[0]!.tensors.push(lowered.subgraphs[0]!.operators[0]!.inputs[0]!);
      const count = elementCount(custom.subgraphs[0]!.inputs[0]!.shape);
      const input = new Uint8Array(Float32Array.from(waves(count, 0)).buffer);
      const expected = await runInLitert(writeModel(custom), [input]);
      const ours = await runInTflite(writeModel(lowered), [input]);
      const [theirs, mine] = [expected, ours].map(
        (outputs) => new Float32Array(Uint8Array.from(outputs[0] ?? []).buffer),
      );
      expect(theirs!.length).toBeGreaterThan(0);
      expect(mine!.length).toBe(theirs!.length);
      theirs!.forEach((value, at) => {
        expect(Math.abs(value - mine![at]!)).toBeLessThan(1e-5);
      });
    }, 60_000);
  },
);
