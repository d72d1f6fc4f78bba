import { bytes, counted, large, percent, snr } from './quantities';

describe('quantities', () => {
  it.each([
    [bytes(0), '0 B'],
    [bytes(999), '999 B'],
    [bytes(1000), '1.00 kB'],
    [bytes(2_158_392), '2.16 MB'],
    [bytes(5e12), '5.00e+3 GB'],
    [large(9_999), '9,999'],
    [large(12_345_678), '12.3 M'],
    [percent(0.1234), '12.3\u00a0%'],
    [percent(null), '–'],
    [snr({ snrDb: 31.25, maxAbsoluteError: 1 }), '31.3 dB'],
    [snr({ snrDb: null, maxAbsoluteError: 0 }), 'exact'],
    [snr({ snrDb: null, maxAbsoluteError: 1 }), 'no signal'],
    [counted(1, 'sample'), '1 sample'],
    [counted(1200, 'value'), '1,200 values'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
