import { tflite } from '@flotilla/testing';
import { writeModel } from '@flotilla/tflite';
import type { Effort } from '../src/effort';
import { quantize } from '../src/quantize';
import { unlikeChannels, unlikeSamples } from './unlike-channels';

async function searched(effort: Effort, threads = 1) {
  const { model, report } = await quantize(unlikeChannels(), {
    scheme: 'int8',
    runtime: tflite(),
    calibration: unlikeSamples,
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
