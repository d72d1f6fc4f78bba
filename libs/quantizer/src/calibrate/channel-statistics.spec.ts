import * as fc from 'fast-check';
import { ChannelStatistics } from './channel-statistics';

const CHANNELS = 3;
const value = fc.float({ noNaN: true, noDefaultInfinity: true });
const sample = fc.array(value, { minLength: 2 * CHANNELS, maxLength: 2 * CHANNELS });

const peakOf = (values: readonly number[]) => Math.max(...values.map(Math.abs));

describe('ChannelStatistics', () => {
  it('knows the peaks of each channel', () => {
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 6 }), (samples) => {
        const statistics = new ChannelStatistics(CHANNELS);
        for (const values of samples) statistics.add(Float32Array.from(values));
        for (let channel = 0; channel < CHANNELS; channel += 1) {
          const own = samples.map((values) =>
            values.filter((_, index) => index % CHANNELS === channel),
          );
          const { typical, largest } = statistics.peak(channel);
          expect(largest).toBe(peakOf(own.flat()));
          const mean = own.reduce((sum, values) => sum + peakOf(values), 0) / own.length;
          expect(typical / mean || 1).toBeCloseTo(1, 12);
        }
        expect(statistics.isFinite).toBe(true);
      }),
    );
  });

  it.each([NaN, Infinity, -Infinity])('sees %s', (odd) => {
    const statistics = new ChannelStatistics(2);
    statistics.add(Float32Array.of(1, 2));
    statistics.add(Float32Array.of(1, odd, 3, 4));
    expect(statistics.isFinite).toBe(false);
  });
});
