import type { Invocation } from '@flotilla/evaluation';
import { runInLitert, runInTflite, tflite } from '@flotilla/testing';
import { bytesOf, type Model, optionsOf, writeModel } from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import type { Scheme } from '../src/recipe/scheme';
import { fidelityOf } from './fidelity';
import { FULLY_CONNECTED, GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const ROWS = [1, 32];
const SCHEMES: readonly Scheme[] = ['int8', '16x8', 'dynamic', 'weight-only', 'float16'];

const values = (count: number, seed: number): number[] => {
  const next = normalNumbers(seed);
  return Array.from({ length: count }, () => 0.3 * next());
};

function dense(builder: GraphBuilder, input = builder.input(ROWS), seed = 1) {
  const matrix = builder.constant('matrix', [32, 32], values(1024, seed));
  return builder.apply('FULLY_CONNECTED', [input, matrix, null], ROWS, FULLY_CONNECTED);
}

const NO_BIAS = 'a convolution without a bias, by a short list of inputs';

const GRAPHS: Readonly<Record<string, () => Model>> = {
  'an output that is an input': () => {
    const builder = new GraphBuilder();
    const input = builder.input(ROWS);
    return builder.model(input, dense(builder, input));
  },
  'an output that is a constant, which is weights as well': () => {
    const builder = new GraphBuilder();
    const output = dense(builder);
    return builder.model(output, builder.subgraph.operators[0]!.inputs[1]!);
  },
  'an output twice, which another operator reads': () => {
    const builder = new GraphBuilder();
    const inner = dense(builder);
    return builder.model(inner, inner, dense(builder, inner, 2));
  },
  'an input that nobody reads': () => {
    const builder = new GraphBuilder();
    builder.input([1, 3]);
    return builder.model(dense(builder));
  },
  'an input of size 0': () => {
    const builder = new GraphBuilder();
    builder.input([1, 0]);
    return builder.model(dense(builder));
  },
  'tensors of one name, and of none': () => {
    const builder = new GraphBuilder();
    const model = builder.model(dense(builder, dense(builder), 3));
    builder.subgraph.tensors.forEach((tensor, at) => (tensor.name = at % 3 === 0 ? '' : 'x'));
    return model;
  },
  // LiteRT computes it; TensorFlow Lite 2.9 would crash on it.
  [NO_BIAS]: () => {
    const builder = new GraphBuilder();
    const filter = builder.constant('filter', [1, 3, 3, 32], values(288, 4));
    const image = builder.apply(
      'RESHAPE',
      [dense(builder), builder.integers('shape', [1, 1, 1, 32])],
      [1, 1, 1, 32],
    );
    const options = optionsOf('DepthwiseConv2DOptions', {
      strideW: 1,
      strideH: 1,
      depthMultiplier: 1,
    });
    return builder.model(
      builder.apply('DEPTHWISE_CONV_2D', [image, filter], [1, 1, 1, 32], options),
    );
  },
  'a transposed convolution without a bias': () => {
    const builder = new GraphBuilder();
    const filter = builder.constant('filter', [8, 3, 3, 16], values(1152, 4));
    const options = optionsOf('TransposeConvOptions', { strideW: 2, strideH: 2 });
    const shape = builder.integers('shape', [1, 8, 8, 8]);
    const image = builder.input([1, 4, 4, 16]);
    const larger = builder.apply('TRANSPOSE_CONV', [shape, filter, image], [1, 8, 8, 8], options);
    return builder.model(larger, dense(builder));
  },
  'an operator whose second output nobody reads': () => {
    const builder = new GraphBuilder();
    const split = builder.apply(
      'SPLIT',
      [builder.integers('axis', [1]), dense(builder)],
      [1, 16],
      optionsOf('SplitOptions', { numSplits: 2 }),
    );
    builder.subgraph.operators[1]!.outputs.push(builder.activation('unread', [1, 16]));
    return builder.model(split);
  },
};

function samplesFor(model: Model, seed: number): Invocation {
  const inputs = (model.subgraphs[0]?.inputs ?? []).map(({ shape }, at) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return bytesOf(Float32Array.from({ length }, normalNumbers(seed + at)));
  });
  return { inputs, sampleCount: 1 };
}

const forms = Object.keys(GRAPHS).flatMap((name) => SCHEMES.map((scheme) => ({ name, scheme })));

describe('an unusual graph', () => {
  it.each(forms)('computes in $scheme what it did: $name', async ({ name, scheme }) => {
    const float = GRAPHS[name]!();
    const { model, report } = await quantize(float, {
      scheme,
      runtime: tflite(),
      calibration: () => Array.from({ length: 24 }, (_, seed) => samplesFor(float, 50 + seed)),
    });
    expect(report.operators.map((outcome) => outcome.scheme)).toContain(scheme);
    const [given, made] = [float, model].map(({ subgraphs }) => subgraphs[0]!);
    const portsOf = (graph: typeof given) =>
      [...graph!.inputs, ...graph!.outputs].map(({ name: port, type }) => [port, type]);
    expect(portsOf(made)).toEqual(portsOf(given));
    const { inputs } = samplesFor(float, 50);
    const run = name === NO_BIAS ? runInLitert : runInTflite;
    const wanted = await run(writeModel(float), inputs);
    const actual = await runInTflite(writeModel(model), inputs);
    wanted.forEach((bytes, output) => {
      expect(fidelityOf(bytes, actual[output]!).snrDb).toBeGreaterThan(25);
    });
  });
});

describe('a difference of equals', () => {
  it.each(['int8', '16x8'] as const)(
    'stays float in %s, whose kernel it would end',
    async (scheme) => {
      const builder = new GraphBuilder();
      const layer = dense(builder);
      const difference = builder.apply('SUB', [layer, layer], layer.shape, optionsOf('SubOptions'));
      const float = builder.model(difference, layer);
      const { model, report } = await quantize(float, {
        scheme,
        runtime: tflite(),
        calibration: () => Array.from({ length: 24 }, (_, seed) => samplesFor(float, 50 + seed)),
      });
      expect(report.leftFloat).toMatchObject([{ operator: 'SUB' }]);
      const { inputs } = samplesFor(float, 50);
      const [zeros] = await runInTflite(writeModel(model), inputs);
      expect(zeros?.every((byte) => byte === 0)).toBe(true);
    },
  );
});

describe('an operator that only a program knows', () => {
  function custom(): Model {
    const builder = new GraphBuilder();
    const made = builder.apply('CUSTOM', [dense(builder)], ROWS);
    Object.assign(builder.subgraph.operators[1]!, {
      customCode: 'OwnActivation',
      customOptions: Uint8Array.of(1, 2, 3),
    });
    return builder.model(dense(builder, made, 2));
  }

  it.each(['dynamic', 'weight-only', 'float16'] as const)(
    'stays as it is between operators that become %s',
    async (scheme) => {
      const { model, report } = await quantize(custom(), { scheme });
      expect(report.operators.map((outcome) => [outcome.operator, outcome.scheme])).toEqual([
        ['FULLY_CONNECTED', scheme],
        ['OwnActivation', 'float'],
        ['FULLY_CONNECTED', scheme],
      ]);
      const kept = model.subgraphs[0]?.operators.find(({ code }) => code === 'CUSTOM');
      expect(kept).toMatchObject({
        customCode: 'OwnActivation',
        customOptions: Uint8Array.of(1, 2, 3),
        inputs: [{ type: 'FLOAT32' }],
        outputs: [{ type: 'FLOAT32' }],
      });
    },
  );

  it('is named by the runtime that cannot calibrate it', async () => {
    const calibration = () => [samplesFor(custom(), 1)];
    await expect(
      quantize(custom(), { scheme: 'int8', runtime: tflite(), calibration }),
    ).rejects.toThrow(/OwnActivation/u);
  });
});
