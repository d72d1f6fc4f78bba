import * as fc from 'fast-check';
import { TensorStatistics } from './tensor-statistics';

const CHANNELS = 3;
const value = fc.float({ noNaN: true, noDefaultInfinity: true });
const sample = fc.array(value, { minLength: 2 * CHANNELS, maxLength: 2 * CHANNELS });

const peakOf = (values: readonly number[]) => Math.max(...values.map(Math.abs));

describe('TensorStatistics', () => {
  it('knows the range of all values and the peaks of each channel', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const statistics = new TensorStatistics({ shape: [1, 2, CHANNELS] });
        for (const values of samples) statistics.add(Float32Array.from(values));
        const all = samples.flat();
        // −0 is as good as 0.
        expect(statistics.range.min - Math.min(...all)).toBe(0);
        expect(statistics.range.max - Math.max(...all)).toBe(0);
        for (let channel = 0; channel < CHANNELS; channel += 1) {
          const own = samples.map((values) =>
            values.filter((_, index) => index % CHANNELS === channel),
          );
          const { typical, largest } = statistics.channels.peak(channel);
          expect(largest).toBe(peakOf(own.flat()));
          const mean = own.reduce((sum, values) => sum + peakOf(values), 0) / own.length;
          expect(typical / mean || 1).toBeCloseTo(1, 12);
        }
        const counted = statistics.histogram.bins().reduce((sum, { count }) => sum + count, 0);
        expect(counted).toBe(all.length);
      }),
    );
  });

  it('takes a vector and a single value as one channel', () => {
    for (const shape of [[4], []]) {
      const statistics = new TensorStatistics({ shape });
      statistics.add(Float32Array.of(1, -4, 2, 3));
      expect(statistics.channels.channelCount).toBe(1);
      expect(statistics.channels.peak(0).largest).toBe(4);
    }
  });
});
