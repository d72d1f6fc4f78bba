import {
  formatBytes,
  formatCount,
  formatLimit,
  formatMs,
  formatPercent,
  formatPlural,
  formatPointsDifference,
  formatWholePercent,
} from './quantities';

describe('quantities', () => {
  it('say unknown, never 0, for what was not measured', () => {
    for (const format of [formatBytes, formatCount, formatMs, formatPercent])
      expect([format(null), format(undefined)]).toEqual(['unknown', 'unknown']);
    expect(formatCount(0)).toBe('0');
  });

  it.each([
    [0, '0 B'],
    [1023, '1,023 B'],
    [1024, '1 KiB'],
    [2_160_128, '2.06 MiB'],
    [1024 * 1024 - 1, '1 MiB'],
    [16 * 1024 ** 2, '16 MiB'],
    [3 * 1024 ** 5, '3,072 TiB'],
  ])('formatBytes(%d) is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0.8419, '0.842 ms'],
    [1.4, '1.40 ms'],
    [12.345, '12.3 ms'],
    [1250.4, '1,250 ms'],
  ])('formatMs(%d) is %s', (ms, text) => {
    expect(formatMs(ms)).toBe(text);
  });

  it('formatPercent() keeps one decimal, formatWholePercent() what was chosen', () => {
    expect(formatPercent(0.92)).toBe('92.0 %');
    expect(formatWholePercent(34)).toBe('34 %');
    expect(formatWholePercent(0.5)).toBe('0.5 %');
  });

  it('formatPointsDifference() has a sign unless it rounds to nothing', () => {
    expect(formatPointsDifference(0.917, 0.92)).toBe('−0.3 points');
    expect(formatPointsDifference(0.921, 0.92)).toBe('+0.1 points');
    expect(formatPointsDifference(0.92, 0.9203)).toBe('±0.0 points');
  });

  it('formatLimit() keeps what was written', () => {
    expect([formatLimit(50, 'ms'), formatLimit(0.125, 'ms')]).toEqual(['50 ms', '0.125 ms']);
  });

  it('formatPlural() counts in words', () => {
    expect([1, 2000].map((count) => formatPlural(count, 'device'))).toEqual([
      '1 device',
      '2,000 devices',
    ]);
  });

  it('formatPlural() keeps the decimals of a limit', () => {
    expect(formatPlural(0.1, 'point')).toBe('0.1 points');
  });
});
