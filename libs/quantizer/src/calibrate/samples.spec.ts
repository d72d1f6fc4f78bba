import * as fc from 'fast-check';
import type { Invocation } from '@flotilla/evaluation';
import { calibrationSamples, heldOutSamples, someSamples } from './samples';

const dataOf = (count: number): Invocation[] =>
  Array.from({ length: count }, (_, index) => ({
    inputs: [Uint8Array.of(index & 0xff, index >> 8)],
    sampleCount: 1,
  }));

async function all(samples: AsyncIterable<Invocation>): Promise<Invocation[]> {
  const found: Invocation[] = [];
  for await (const sample of samples) found.push(sample);
  return found;
}

describe('samples', () => {
  it('are divided into those that ranges are made from and those held out, each into one', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(400), async (count) => {
        const data = dataOf(count);
        const used = await all(calibrationSamples(() => data));
        const heldOut = await heldOutSamples(() => data);
        expect(new Set([...used, ...heldOut])).toEqual(new Set(data));
        expect(used.length + heldOut.length).toBe(count);
        expect(heldOut).toHaveLength(Math.min(24, Math.floor(count / 8)));
        // In the data's order, and the same when read again.
        expect(used).toEqual(data.filter((sample) => used.includes(sample)));
        expect(await all(calibrationSamples(() => data))).toEqual(used);
      }),
      { numRuns: 30 },
    );
  });

  it('read no more than they need', async () => {
    let read = 0;
    function* endless(): Generator<Invocation> {
      for (;;) {
        read += 1;
        yield { inputs: [], sampleCount: 1 };
      }
    }
    expect(await heldOutSamples(endless)).toHaveLength(24);
    expect(read).toBeLessThanOrEqual(8 * 24 + 1);
    expect(await all(someSamples(endless, 4, 10))).toHaveLength(10);
  });

  it('for a first look are some of those that ranges are made from', async () => {
    const data = dataOf(100);
    const used = await all(calibrationSamples(() => data));
    const some = await all(someSamples(() => data, 4, 10));
    expect(some).toEqual(used.filter((_, index) => index % 4 === 0).slice(0, 10));
  });
});
