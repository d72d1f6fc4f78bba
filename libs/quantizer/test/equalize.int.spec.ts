import { readNumbers } from '@flotilla/evaluation';
import { runInTflite } from '@flotilla/testing';
import { cloneModel, optionsOf, writeModel, type Model, type Tensor } from '@flotilla/tflite';
import { calibrationModel } from '../src/calibrate/calibration-model';
import { ChannelStatistics } from '../src/calibrate/channel-statistics';
import { channelCount } from '../src/numerics/channels';
import { equalizeChannels } from '../src/equalize/equalize-channels';
import { CONCATENATION, GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';
import { mainOf } from './planned';

const CHANNELS = 4;
const IMAGE = [1, 6, 6, CHANNELS];

/** Convolution, RELU, depthwise with RELU6, sum, concatenation, convolution; channels up to 50 times apart. */
function unequal(): Model {
  const builder = new GraphBuilder();
  const next = normalNumbers(7);
  const input = builder.input(IMAGE);
  const unlike = (count: number) =>
    Array.from({ length: count }, (_, index) => next() * [1, 0.2, 0.05, 0.02][index >> 2]!);
  const first = builder.pointwise(input, unlike(16), [0.5, 0.1, 0.02, 0.01]);
  const rectified = builder.apply('RELU', [first], IMAGE);
  const filter = builder.constant('taps', [1, 3, 3, CHANNELS], Array.from({ length: 36 }, next));
  const zeros = builder.constant('zeros', [CHANNELS], [0, 0, 0, 0]);
  const depthwise = builder.apply(
    'DEPTHWISE_CONV_2D',
    [rectified, filter, zeros],
    IMAGE,
    optionsOf('DepthwiseConv2DOptions', {
      padding: 'SAME',
      strideW: 1,
      strideH: 1,
      dilationWFactor: 1,
      dilationHFactor: 1,
      depthMultiplier: 1,
      fusedActivationFunction: 'RELU6',
    }),
  );
  const second = builder.pointwise(rectified, unlike(16), [0, 0, 0, 0]);
  const sum = builder.apply('ADD', [second, rectified], IMAGE, optionsOf('AddOptions'));
  const joined = builder.apply(
    'CONCATENATION',
    [depthwise, sum],
    [...IMAGE.slice(0, 3), 2 * CHANNELS],
    CONCATENATION,
  );
  const weights = Array.from({ length: 16 * CHANNELS }, next);
  return builder.model(builder.pointwise(joined, weights, Array<number>(8).fill(0.1)));
}

const input = new Uint8Array(
  Float32Array.from({ length: 6 * 6 * CHANNELS }, normalNumbers(9)).buffer,
);

async function statisticsOf(model: Model): Promise<Map<Tensor, ChannelStatistics>> {
  const { model: instrumented, observed } = calibrationModel(model, 'whole');
  const outputs = await runInTflite(writeModel(instrumented), [input]);
  return new Map(
    observed.map((tensor, index): [Tensor, ChannelStatistics] => {
      const statistics = new ChannelStatistics(channelCount(tensor));
      statistics.add(Float32Array.from(readNumbers('FLOAT32', outputs[index]!)));
      return [tensor, statistics];
    }),
  );
}

/** The largest channel's peak over the smallest's. */
function spreadOf(statistics: ChannelStatistics): number {
  const peaks = Array.from(
    { length: statistics.channelCount },
    (_, channel) => statistics.peak(channel).largest,
  );
  return Math.max(...peaks) / Math.min(...peaks);
}

async function equalized() {
  const original = unequal();
  const before = await statisticsOf(original);
  const { model, tensorOf } = cloneModel(original);
  const copies = new Map([...before].map(([tensor, seen]) => [tensorOf.get(tensor), seen]));
  const factor = equalizeChannels(mainOf(model), (tensor, channel) =>
    copies.get(tensor)?.peak(channel),
  );
  const after = await statisticsOf(model);
  return { original, model, factor, before: [...before], after: [...after] };
}

describe('equalizeChannels()', () => {
  it('leaves what the model computes as it was', async () => {
    const { original, model } = await equalized();
    const [expected, actual] = await Promise.all(
      [original, model].map(async (each) =>
        readNumbers('FLOAT32', (await runInTflite(writeModel(each), [input]))[0]!),
      ),
    );
    const largest = expected!.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    expect(largest).toBeGreaterThan(1);
    actual!.forEach((value, index) => {
      expect(Math.abs(value - (expected![index] ?? NaN))).toBeLessThan(largest * 1e-5);
    });
  });

  it('brings channels closer together, and no two further apart', async () => {
    const { before, after } = await equalized();
    // All but the output, which is pinned.
    const spreads = before
      .slice(0, -1)
      .map(([, seen], index) => [spreadOf(seen), spreadOf(after[index]![1])] as const);
    expect(spreads[0]![0]).toBeGreaterThan(10);
    expect(spreads[0]![1]).toBeLessThan(spreads[0]![0] / 4);
    for (const [was, is] of spreads) expect(is).toBeLessThan(was * 1.001);
  });

  it('divides every channel by its factor, and inputs and outputs by none', async () => {
    const { model, factor, before, after } = await equalized();
    for (const [index, [tensor, seen]] of after.entries())
      for (let channel = 0; channel < seen.channelCount; channel += 1) {
        const was = before[index]![1].peak(channel).largest;
        expect((seen.peak(channel).largest * factor(tensor, channel)) / was).toBeCloseTo(1, 4);
      }
    const { inputs, outputs } = mainOf(model);
    for (const tensor of [...inputs, ...outputs])
      for (let channel = 0; channel < channelCount(tensor); channel += 1)
        expect(factor(tensor, channel)).toBe(1);
  });

  it('keeps every channel under RELU6 clear of the value that it cuts off', async () => {
    const { before, after } = await equalized();
    const at = before.findIndex(([tensor]) => tensor.name.startsWith('depthwise'));
    for (let channel = 0; channel < CHANNELS; channel += 1) {
      const [was, is] = [before, after].map((seen) => seen[at]![1].peak(channel).largest);
      expect(is).toBeLessThanOrEqual(Math.max(was!, 6 / 1.25) * 1.0001);
    }
  });
});
