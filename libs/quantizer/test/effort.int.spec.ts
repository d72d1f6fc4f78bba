import { tflite } from '@flotilla/testing';
import { type Model, writeModel } from '@flotilla/tflite';
import type { Effort } from '../src/effort';
import { quantize } from '../src/quantize';
import { GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const CHANNELS = 8;
const IMAGE = [1, 4, 4, CHANNELS];

/** Channels of very unlike sizes between three convolutions. */
function convolutions(): Model {
  const builder = new GraphBuilder();
  const next = normalNumbers(1);
  const weights = () =>
    Array.from({ length: CHANNELS ** 2 }, (_, index) => next() * 4 ** -Math.floor(index / 8));
  const bias = () => Array.from({ length: CHANNELS }, next);
  let tensor = builder.input(IMAGE);
  for (let layer = 0; layer < 3; layer += 1)
    tensor = builder.apply('RELU', [builder.pointwise(tensor, weights(), bias())], IMAGE);
  return builder.model(tensor);
}

function calibration() {
  const next = normalNumbers(2);
  return Array.from({ length: 64 }, () => ({
    inputs: [new Uint8Array(Float32Array.from({ length: 16 * CHANNELS }, next).buffer)],
    sampleCount: 1,
  }));
}

async function searched(effort: Effort, threads = 1) {
  const { model, report } = await quantize(convolutions(), {
    scheme: 'int8',
    runtime: tflite(),
    calibration,
    effort,
    threads,
  });
  const { chosen, tried } = report.search ?? { chosen: '', tried: [] };
  const scores = tried.map(({ scoreDb }) => scoreDb ?? NaN);
  const score = tried.find(({ method }) => method === chosen)?.scoreDb;
  return { file: writeModel(model), report, chosen, tried, scores, score };
}

describe('effort', () => {
  it('fast judges nothing', async () => {
    const { tried } = await searched('fast');
    expect(tried).toEqual([{ method: 'least-error' }]);
  });

  it('best tries what balanced tries and more, each once, and keeps the best of all', async () => {
    const balanced = await searched('balanced');
    const best = await searched('best');
    expect(balanced.tried).toHaveLength(4);
    expect(best.tried.slice(0, 4)).toEqual(balanced.tried);
    const methods = best.tried.map(({ method }) => method);
    expect(methods.length).toBeGreaterThan(8);
    expect(new Set(methods).size).toBe(methods.length);
    expect(best.score).toBe(Math.max(...best.scores));
    expect(balanced.score).toBe(Math.max(...balanced.scores));
  });

  it('best gives the same file again, with any number of threads, and a report that speaks of its operators', async () => {
    const [first, second] = [await searched('best'), await searched('best', 3)];
    expect(second.file).toEqual(first.file);
    expect(first.report.operators.map(({ scheme }) => scheme)).toEqual(['int8', 'int8', 'int8']);
    expect(first.report.tensors.length).toBeGreaterThan(0);
    expect(first.report.tensors.every(({ scale }) => scale !== undefined)).toBe(true);
  });
});
