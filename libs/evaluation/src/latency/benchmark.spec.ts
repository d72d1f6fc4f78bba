import { RowModel, ticking } from '../../test/row-model';
import { benchmark } from './benchmark';

describe('benchmark()', () => {
  it('keeps the first invocation and the warm-up apart from the rest', async () => {
    const model = new RowModel(1);
    const result = await benchmark(model, { runs: 20, warmup: 3, nowMs: ticking() });
    expect(model.invocations).toBe(23);
    expect(result).toMatchObject({
      firstMs: 1,
      warmup: { count: 3 },
      steady: { count: 20, p90Ms: 1, p99Ms: null },
    });
  });

  it('gives the same inputs every time, neither zero nor denormal throughout', async () => {
    const seen: string[] = [];
    const model = new RowModel(1, (value, at) => {
      seen.push(`${at}:${value}`);
      return value;
    });
    await benchmark(model, { runs: 1, warmup: 1, nowMs: ticking() });
    expect(seen.slice(0, 3)).toEqual(seen.slice(3));
    expect(new Set(seen).size).toBe(3);
  });
});
