import { intervalScale } from './interval-scale';

const share = (lower: number, value: number, upper: number) => ({
  ...{ lower, value, upper },
  sampleCount: 100,
});

describe('intervalScale()', () => {
  it('spans all intervals and keeps their order', () => {
    const shares = [share(0.8, 0.85, 0.9), share(0.88, 0.9, 0.92)];
    const [first, second] = shares.map(intervalScale(shares));
    expect(first?.lower).toBeGreaterThan(0);
    expect(second?.upper).toBeLessThan(1);
    expect(first?.value).toBeLessThan(second?.value ?? 0);
  });

  it('stays finite when there is nothing to span', () => {
    expect(Number.isFinite(intervalScale([share(1, 1, 1)])(share(1, 1, 1)).value)).toBe(true);
  });
});
