import { includingZero, indexOfNonFinite, rangeOf, unionOf } from './range';

describe('rangeOf()', () => {
  it('finds both ends', () => {
    expect(rangeOf(Float32Array.of(3, -1, 2))).toEqual({ min: -1, max: 3 });
  });
});

describe('unionOf()', () => {
  it('covers both', () => {
    expect(unionOf({ min: 0, max: 1 }, { min: -2, max: 0.5 })).toEqual({ min: -2, max: 1 });
  });
});

describe('includingZero()', () => {
  it('never returns an empty range', () => {
    const { min, max } = includingZero({ min: 0, max: 0 });
    expect(max).toBeGreaterThan(min);
  });
});

describe('indexOfNonFinite()', () => {
  it.each([
    [[1, 2, 3], -1],
    [[], -1],
    [[1, NaN, 3], 1],
    [[1, 2, Infinity], 2],
    [[-Infinity, Infinity], 0],
    [[3e38, 3e38, -3e38], -1],
  ])('of %j is %d', (values, index) => {
    expect(indexOfNonFinite(Float32Array.from(values))).toBe(index);
  });
});
