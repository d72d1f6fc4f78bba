import { argMax } from './arg-max';

describe('argMax()', () => {
  it('takes the first of equal values and passes over NaN', () => {
    expect(argMax([1, 3, 3])).toBe(1);
    expect(argMax([NaN, -5, NaN])).toBe(1);
    expect(argMax([-Infinity, -Infinity])).toBe(0);
  });

  it('finds none where there is none', () => {
    expect(argMax([NaN, NaN])).toBe(-1);
    expect(argMax([])).toBe(-1);
  });
});
