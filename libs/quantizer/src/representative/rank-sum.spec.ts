import { rankSumScore } from './rank-sum';

describe('rankSumScore()', () => {
  it('is that of Mann and Whitney’s test, of either sign', () => {
    // U = 1 of 3 × 4: (1 − 6) / √8
    expect(rankSumScore([1, 2, 4], [3, 5, 6, 7])).toBeCloseTo(-5 / Math.sqrt(8), 12);
    expect(rankSumScore([3, 5, 6, 7], [1, 2, 4])).toBeCloseTo(5 / Math.sqrt(8), 12);
  });

  it('is 0 for equal values, and for none', () => {
    expect(rankSumScore([1, 1, 1], [1, 1])).toBe(0);
    expect(rankSumScore([], [1])).toBe(0);
  });
});
