import { openDataset } from './dataset/open-dataset';
import { writeNumbers } from './elements/numbers';
import { evaluate } from './evaluate';
import type { Interpreter } from './interpreter';
import { floats, RowModel, ticking } from '../test/row-model';
import type { Subject } from './metrics/class-rows';

const rows = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
  [0, 1, 0],
  [1, 0, 0],
];
const data = {
  type: 'FLOAT32' as const,
  shape: [5, 3],
  bytes: writeNumbers('FLOAT32', rows.flat()),
};

function subject(interpreter: Interpreter): Subject {
  return { interpreter, dataset: openDataset(data, interpreter.inputs) };
}

describe('evaluate()', () => {
  it('counts right answers, whatever the batch', async () => {
    for (const batch of [1, 2, 5]) {
      const labels = Int32Array.of(0, 1, 2, 1, 1);
      const { sampleCount, top1, latency } = await evaluate(subject(new RowModel(batch)), {
        labels,
        nowMs: ticking(),
      });
      expect({ sampleCount, successes: top1?.successes, count: top1?.count }).toEqual({
        sampleCount: 5,
        successes: 4,
        count: 5,
      });
      expect(latency).toMatchObject({ count: Math.ceil(5 / batch), minMs: 1, maxMs: 1 });
    }
  });

  it('compares with a reference of another batch, sample by sample', async () => {
    const blindToThird = new RowModel(2, (value, at) => (at === 2 ? 0 : value));
    const result = await evaluate(subject(blindToThird), {
      reference: subject(new RowModel(1)),
      nowMs: ticking(),
    });
    expect(result.agreement).toMatchObject({ successes: 4, count: 5 });
    expect(result.outputError?.maxAbsoluteError).toBe(1);
    expect(result.top1).toBeUndefined();
  });

  it('reports progress up to the end', async () => {
    const seen: string[] = [];
    await evaluate(subject(new RowModel(2)), {
      nowMs: ticking(),
      onProgress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  it('stops when aborted', async () => {
    const model = new RowModel(1);
    const controller = new AbortController();
    const run = evaluate(subject(model), {
      nowMs: ticking(),
      signal: controller.signal,
      onProgress: (done) => {
        if (done === 2) controller.abort(new Error('enough'));
      },
    });
    await expect(run).rejects.toThrow('enough');
    expect(model.invocations).toBe(2);
  });

  it.each([
    ['too few', Int32Array.of(0, 1)],
    ['of a class that the model lacks', Int32Array.of(0, 1, 2, 3, 0)],
  ])('refuses labels that are %s, before it runs', async (_, labels) => {
    const model = new RowModel(1);
    await expect(evaluate(subject(model), { labels, nowMs: ticking() })).rejects.toMatchObject({
      code: 'LABELS_INVALID',
    });
    expect(model.invocations).toBe(0);
  });

  it.each([
    ['two outputs', [floats('y', [1, 3]), floats('z', [1, 3])]],
    ['one score', [floats('y', [1, 1])]],
    ['a picture', [floats('y', [1, 3, 3])]],
  ])('refuses a model with %s', async (_, outputs) => {
    const model = new RowModel(1, undefined, outputs);
    await expect(evaluate(subject(model), { nowMs: ticking() })).rejects.toMatchObject({
      code: 'OUTPUT_UNSUITABLE',
    });
  });

  it('refuses a reference with other classes', async () => {
    const other = subject(new RowModel(1, undefined, [floats('y', [1, 4])]));
    await expect(
      evaluate(subject(new RowModel(1)), { reference: other, nowMs: ticking() }),
    ).rejects.toMatchObject({
      code: 'OUTPUT_UNSUITABLE',
    });
  });
});
