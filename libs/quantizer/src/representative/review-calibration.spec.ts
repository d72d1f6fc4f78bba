import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type Invocation, readNpy } from '@flotilla/evaluation';
import { makeSubgraph, makeTensor, type Normalization, type Subgraph } from '@flotilla/tflite';
import { reviewCalibration } from './review-calibration';

const graphOf = (shape: readonly number[]): Subgraph =>
  makeSubgraph({
    inputs: [makeTensor({ name: 'x', type: 'FLOAT32', shape: [...shape] })],
    outputs: [],
    operators: [],
  });

type Value = (sample: number, at: number) => number;

function samplesOf(count: number, elements: number, value: Value): Invocation[] {
  return Array.from({ length: count }, (_, sample) => {
    const floats = Float32Array.from({ length: elements }, (__, at) => value(sample, at));
    return { inputs: [new Uint8Array(floats.buffer)], sampleCount: 1 };
  });
}

async function codes(
  shape: readonly number[],
  data: readonly Invocation[],
  normalization?: Normalization,
): Promise<string[]> {
  const options = { data: () => data, normalizations: [normalization] };
  return (await reviewCalibration(graphOf(shape), options)).map(({ code }) => code);
}

/** Uniform from 0 to 1, the same for the same seed. */
function uniform(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Something like a photo from 0 to 1: soft forms, an edge, and the camera's noise. */
function photos(count: number, side: number, channels: number, seed: number): Invocation[] {
  const random = uniform(seed);
  const traits = Array.from({ length: count }, () => Array.from({ length: 6 }, random));
  return samplesOf(count, side * side * channels, (sample, at) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = traits[sample] ?? [];
    const place = Math.floor(at / channels);
    const [x, y] = [(place % side) / side, Math.floor(place / side) / side];
    const soft = Math.sin((2 + 9 * a) * x + (2 + 9 * b) * y + (at % channels) * c);
    const edge = x * Math.cos(6 * d) + y * Math.sin(6 * d) > e / 2 ? 0.35 : -0.35;
    return Math.min(1, Math.max(0, 0.5 + 0.3 * soft + edge + 0.03 * normal(random)));
  });
}

const mapped = (data: readonly Invocation[], value: (old: number) => number): Invocation[] =>
  data.map(({ inputs: [bytes = new Uint8Array()] }) => {
    const floats = new Float32Array(bytes.slice().buffer).map(value);
    return { inputs: [new Uint8Array(floats.buffer)], sampleCount: 1 };
  });

const fashion = ((): Invocation[] => {
  const path = join(__dirname, '../../../../samples/fashion-mnist/calibration-inputs.npy');
  const { bytes, shape } = readNpy(readFileSync(path));
  return Array.from({ length: shape[0] ?? 0 }, (_, at) => ({
    inputs: [bytes.subarray(at * 28 * 28 * 4, (at + 1) * 28 * 28 * 4)],
    sampleCount: 1,
  }));
})();

const pixels: Normalization = { mean: [127.5], std: [127.5] };

describe('reviewCalibration() says nothing of', () => {
  it('photos, also under the normalization that was stated', async () => {
    for (const [side, channels] of [
      [32, 3],
      [64, 1],
      [160, 3],
    ] as const) {
      const data = photos(16, side, channels, side);
      expect(await codes([1, side, side, channels], data)).toEqual([]);
      const centred = mapped(data, (value) => 2 * value - 1);
      expect(await codes([1, side, side, channels], centred, pixels)).toEqual([]);
    }
  });

  it('Fashion-MNIST, as images and as rows', async () => {
    const stated = { mean: [0], std: [255] };
    expect(await codes([1, 28, 28, 1], fashion, stated)).toEqual([]);
    expect(await codes([1, 784], fashion)).toEqual([]);
    expect(await codes([1, 28, 28], fashion)).toEqual([]);
  });

  it('standardized rows of a table, with heavy tails too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 200 }),
        fc.boolean(),
        async (seed, features, count, isHeavy) => {
          const random = uniform(seed);
          // Of mean 0 and variance 1, normal and log-normal.
          const value = (): number =>
            isHeavy ? (Math.exp(normal(random)) - 1.649) / 2.161 : normal(random);
          expect(await codes([1, features], samplesOf(count, features, value))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('data that do not fit, which calibration refuses, and inputs of integers', async () => {
    expect(
      await codes(
        [1, 4],
        samplesOf(50, 3, () => 0),
      ),
    ).toEqual([]);
    expect(await codes([1, 4], [])).toEqual([]);
  });
});

describe('reviewCalibration() warns of', () => {
  it.each([
    ['uniform', (random: () => number) => random()],
    ['normal', normal],
  ])('%s noise in the shape of images', async (_, draw) => {
    for (const [side, channels] of [
      [8, 1],
      [28, 1],
      [96, 3],
    ] as const) {
      const random = uniform(side);
      const data = samplesOf(20, side * side * channels, () => draw(random));
      expect(await codes([1, side, side, channels], data)).toEqual(['NOISE_LIKE_INPUT']);
    }
  });

  it('pixels that were not normalized, too far, and not at all', async () => {
    const shape = [1, 32, 32, 3];
    const data = photos(16, 32, 3, 1);
    const codesFor = (value: (old: number) => number, stated: Normalization) =>
      codes(shape, mapped(data, value), stated);
    const mismatch = ['NORMALIZATION_MISMATCH'];
    expect(await codesFor((value) => 255 * value, pixels)).toEqual(mismatch);
    expect(await codesFor((value) => value, pixels)).toEqual(mismatch);
    expect(await codesFor((value) => value, { mean: [0], std: [1] })).toEqual(mismatch);
    const imagenet = { mean: [123.7, 116.3, 103.5], std: [58.4, 57.1, 57.4] };
    expect(await codesFor((value) => value, imagenet)).toEqual(mismatch);
    expect(await codesFor((value) => (255 * value - 114.5) / 57.6, imagenet)).toEqual([]);
  });

  it('samples of one value, and samples that repeat others', async () => {
    const data = photos(36, 16, 3, 2);
    const blank = samplesOf(2, 16 * 16 * 3, (sample) => sample / 4);
    expect(await codes([1, 16, 16, 3], [...data, ...blank])).toEqual(['CONSTANT_SAMPLES']);
    expect(await codes([1, 16, 16, 3], [...data, ...data.slice(0, 4)])).toEqual([
      'DUPLICATE_SAMPLES',
    ]);
    expect(await codes([1, 16, 16, 3], [...data, ...data.slice(0, 1)])).toEqual([]);
  });

  it('a channel, or a feature, of one value in all samples', async () => {
    const green = mapped(photos(20, 16, 1, 3), (value) => value);
    const data = green.map(({ inputs: [bytes = new Uint8Array()] }) => {
      const grey = new Float32Array(bytes.slice().buffer);
      const floats = Float32Array.from({ length: grey.length * 3 }, (_, at) =>
        at % 3 === 1 ? (grey[Math.floor(at / 3)] ?? 0) : 0,
      );
      return { inputs: [new Uint8Array(floats.buffer)], sampleCount: 1 };
    });
    expect(await codes([1, 16, 16, 3], data)).toEqual(['CONSTANT_CHANNEL']);
    const random = uniform(4);
    const rows = samplesOf(30, 5, (_, at) => (at === 2 ? 7 : normal(random)));
    expect(await codes([1, 5], rows)).toEqual(['CONSTANT_CHANNEL']);
  });

  it('halves that were prepared in two ways', async () => {
    const data = photos(40, 32, 3, 5);
    const second = mapped(data.slice(20), (value) => 2 * value - 1);
    expect(await codes([1, 32, 32, 3], [...data.slice(0, 20), ...second])).toEqual([
      'HALVES_DIFFER',
    ]);
  });

  it('each input by its name, with the figure, sample by sample of a batch', async () => {
    const data = photos(40, 16, 1, 6);
    const batched = Array.from({ length: 10 }, (_, index): Invocation => {
      const parts = data.slice(4 * index, 4 * index + 4).map(({ inputs: [bytes] }) => bytes);
      const all = Buffer.concat(parts.map((bytes) => bytes ?? new Uint8Array()));
      return { inputs: [all], sampleCount: index === 9 ? 1 : 4, batch: 4 };
    });
    const options = { data: () => batched, normalizations: [{ mean: [0], std: [1] }] };
    const [warning, ...others] = await reviewCalibration(graphOf([4, 16, 16, 1]), options);
    expect(others).toEqual([]);
    expect(warning?.message).toMatch(/^Calibration data for input "x": values lie from 0 to 1,/);
  });
});

it('reviewCalibration() takes less than a millisecond of the processor a sample of 224 × 224 × 3', async () => {
  const data = photos(5, 224, 3, 7);
  const many = Array.from({ length: 200 }, (_, at) => data[at % 5]).filter(
    (each) => each !== undefined,
  );
  await codes([1, 224, 224, 3], many.slice(0, 50));
  const start = process.cpuUsage();
  await codes([1, 224, 224, 3], many);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000 / many.length).toBeLessThan(1);
});
