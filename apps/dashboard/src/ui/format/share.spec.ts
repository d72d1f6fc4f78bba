import { formatShare } from './share';

describe('formatShare()', () => {
  it('gives value, bounds and sample size', () => {
    expect(formatShare({ value: 0.92, lower: 0.9018, upper: 0.9352, sampleCount: 1000 })).toBe(
      '92.0 % (90.2–93.5 %, n = 1,000)',
    );
  });

  it('says unknown when nothing was measured', () => {
    expect(formatShare(null)).toBe('unknown');
    expect(formatShare({ value: 0, lower: 0, upper: 1, sampleCount: 0 })).toBe('unknown');
  });
});
