import { summarizeLatency } from '@flotilla/evaluation';
import { wilson } from '@flotilla/foundation';
import { bytes, counted, latency, proportion, shaped } from './quantities';

describe('latency()', () => {
  it('leaves out what so few runs cannot tell', () => {
    expect(latency(summarizeLatency([1]))).toBe('mean 1.000 ms (1 run)');
    expect(latency(summarizeLatency([1, 2, 3]))).toBe('p50 2.000 ms (3 runs)');
    expect(latency(summarizeLatency(new Array<number>(100).fill(20)))).toBe(
      'p50 20.0 ms, p90 20.0 ms, p99 20.0 ms (100 runs)',
    );
  });
});

describe('proportion()', () => {
  it('never stands without its bounds and its count', () => {
    expect(proportion(wilson(81, 263))).toBe('30.80 % (25.53 – 36.62 %, 95 % bounds, 263 samples)');
  });
});

describe('counted()', () => {
  it('knows one from many', () => {
    expect([counted(0, 'run'), counted(1, 'run'), counted(1000, 'sample'), bytes(1)]).toEqual([
      '0 runs',
      '1 run',
      '1,000 samples',
      '1 byte',
    ]);
    expect(proportion(wilson(1, 1))).toContain('1 sample)');
  });
});

describe('shaped()', () => {
  it('names open dimensions', () => {
    expect(shaped('FLOAT32', [-1, 10])).toBe('FLOAT32 (N, 10)');
  });
});
