import type { Invocation } from '@flotilla/evaluation';
import { runInTflite, tflite } from '@flotilla/testing';
import { bytesOf, type Model, optionsOf, type Tensor, writeModel } from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import type { Scheme } from '../src/recipe/scheme';
import { fidelityOf } from './fidelity';
import { FULLY_CONNECTED, GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const PIXELS = [1, 6, 6, 8];
const ROWS = [1, 32];

const values = (count: number, seed: number, deviation = 0.3): number[] => {
  const next = normalNumbers(seed);
  return Array.from({ length: count }, () => deviation * next());
};

const convolution = optionsOf('Conv2DOptions', { strideW: 1, strideH: 1 });
const depthwise = optionsOf('DepthwiseConv2DOptions', {
  strideW: 1,
  strideH: 1,
  depthMultiplier: 1,
});

/** A tensor of its own over the same bytes. */
function twinOf(builder: GraphBuilder, constant: Tensor): Tensor {
  const twin = { ...constant, name: `${constant.name}_twin` };
  builder.subgraph.tensors.push(twin);
  return twin;
}

/** Graphs in which one constant has to become several things. */
const GRAPHS: Readonly<Record<string, () => Model>> = {
  'a filter by output channel and, for a depthwise convolution, by the last axis': () => {
    const builder = new GraphBuilder();
    const input = builder.input(PIXELS);
    const filter = builder.constant('filter', [1, 3, 3, 8], values(72, 1));
    const [one, many] = [1, 8].map((count) =>
      builder.constant(`b${count}`, [count], values(count, count)),
    );
    return builder.model(
      builder.apply('CONV_2D', [input, filter, one!], [1, 6, 6, 1], convolution),
      builder.apply('DEPTHWISE_CONV_2D', [input, filter, many!], PIXELS, depthwise),
    );
  },
  'the same through two tensors over one buffer': () => {
    const builder = new GraphBuilder();
    const input = builder.input(PIXELS);
    const filter = builder.constant('filter', [1, 3, 3, 8], values(72, 1));
    const [one, many] = [1, 8].map((count) =>
      builder.constant(`b${count}`, [count], values(count, count)),
    );
    return builder.model(
      builder.apply('CONV_2D', [input, filter, one!], [1, 6, 6, 1], convolution),
      builder.apply(
        'DEPTHWISE_CONV_2D',
        [input, twinOf(builder, filter), many!],
        PIXELS,
        depthwise,
      ),
    );
  },
  'a matrix that is added to something as well': () => {
    const builder = new GraphBuilder();
    const input = builder.input(ROWS);
    const matrix = builder.constant('matrix', [32, 32], values(1024, 2));
    const product = builder.apply('FULLY_CONNECTED', [input, matrix, null], ROWS, FULLY_CONNECTED);
    const sum = builder.apply('ADD', [matrix, product], [32, 32], optionsOf('AddOptions'));
    return builder.model(product, sum);
  },
  'a matrix that an operator without integer kernel reads, too': () => {
    const builder = new GraphBuilder();
    const input = builder.input(ROWS);
    const matrix = builder.constant('matrix', [32, 32], values(1024, 2));
    const product = builder.apply('FULLY_CONNECTED', [input, matrix, null], ROWS, FULLY_CONNECTED);
    const square = builder.input([32, 32]);
    return builder.model(product, builder.apply('ADD_N', [square, matrix], [32, 32]));
  },
  'a bias of convolutions whose inputs have different scales': () => {
    const builder = new GraphBuilder();
    const input = builder.input(PIXELS);
    const bias = builder.constant('bias', [8], values(8, 3));
    const filters = [4, 5].map((seed) =>
      builder.constant(`f${seed}`, [8, 1, 1, 8], values(64, seed)),
    );
    const first = builder.apply('CONV_2D', [input, filters[0]!, bias], PIXELS, convolution);
    const larger = builder.apply(
      'MUL',
      [first, builder.constant('factor', [1], [25])],
      PIXELS,
      optionsOf('MulOptions'),
    );
    const second = builder.apply('CONV_2D', [larger, filters[1]!, bias], PIXELS, convolution);
    return builder.model(first, second);
  },
  'a vector that is weights, bias and summand': () => {
    const builder = new GraphBuilder();
    const input = builder.input(ROWS);
    const vector = builder.constant('vector', [1, 32], values(32, 6));
    const flat = twinOf(builder, vector);
    flat.shape = [32];
    const matrix = builder.constant('matrix', [32, 32], values(1024, 2));
    const inner = builder.apply('FULLY_CONNECTED', [input, vector, null], [1, 1], FULLY_CONNECTED);
    const product = builder.apply('FULLY_CONNECTED', [input, matrix, flat], ROWS, FULLY_CONNECTED);
    return builder.model(
      inner,
      product,
      builder.apply('MUL', [product, vector], ROWS, optionsOf('MulOptions')),
    );
  },
  'one tensor twice in an operator': () => {
    const builder = new GraphBuilder();
    const input = builder.input(ROWS);
    const constant = builder.constant('constant', ROWS, values(32, 7));
    const joined = builder.apply(
      'CONCATENATION',
      [constant, input, constant, input],
      [1, 128],
      optionsOf('ConcatenationOptions', { axis: 1 }),
    );
    return builder.model(builder.apply('MUL', [joined, joined], [1, 128], optionsOf('MulOptions')));
  },
};

const LEAST_SNR_DB: Readonly<Partial<Record<Scheme, number>>> = {
  int8: 25,
  '16x8': 35,
  dynamic: 25,
  'weight-only': 35,
  float16: 55,
};

function samplesFor(model: Model, seed: number): Invocation {
  const inputs = (model.subgraphs[0]?.inputs ?? []).map(({ shape }, at) => {
    const length = shape.reduce((product, size) => product * size, 1);
    return bytesOf(Float32Array.from(values(length, seed + at, 1)));
  });
  return { inputs, sampleCount: 1 };
}

/** Values of the largest constant; small ones stay float where that is all that is stored smaller. */
function sizeOf({ subgraphs }: Model): number {
  const constants = subgraphs.flatMap(({ tensors }) => tensors.filter(({ buffer }) => buffer));
  return Math.max(
    ...constants.map(({ shape }) => shape.reduce((product, size) => product * size, 1)),
  );
}

const forms = Object.keys(GRAPHS).flatMap((name) =>
  (Object.keys(LEAST_SNR_DB) as Scheme[]).map((scheme) => ({ name, scheme })),
);

describe('a constant with several uses', () => {
  it.each(forms)('is right in each: $name ($scheme)', async ({ name, scheme }) => {
    const float = GRAPHS[name]!();
    const before = writeModel(float);
    const { model, report } = await quantize(float, {
      scheme,
      runtime: tflite(),
      calibration: () => Array.from({ length: 24 }, (_, seed) => samplesFor(float, 50 + seed)),
    });
    expect(writeModel(float)).toEqual(before);
    const { inputs } = samplesFor(float, 50);
    const wanted = await runInTflite(before, inputs);
    const actual = await runInTflite(writeModel(model), inputs);
    wanted.forEach((bytes, output) => {
      expect(fidelityOf(bytes, actual[output]!).snrDb).toBeGreaterThan(LEAST_SNR_DB[scheme]!);
    });
    const isLarge = sizeOf(float) >= 1024 || !(scheme === 'dynamic' || scheme === 'weight-only');
    expect(report.operators.some((outcome) => outcome.scheme === scheme)).toBe(isLarge);
  });
});
