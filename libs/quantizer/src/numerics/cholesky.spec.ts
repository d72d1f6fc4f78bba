import * as fc from 'fast-check';
import { normalNumbers } from '../../test/normal-numbers';
import { reverseCholesky } from './cholesky';

/** Mᵀ·M. */
function gram(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    let sum = 0;
    for (let inner = 0; inner < size; inner += 1)
      sum += (matrix[inner * size + row] ?? NaN) * (matrix[inner * size + column] ?? NaN);
    return sum;
  });
}

function positiveDefinite(size: number, seed: number): Float64Array {
  const next = normalNumbers(seed);
  const product = gram(Float64Array.from({ length: size * size }, next), size);
  return product.map((value, index) => value + (index % (size + 1) === 0 ? 0.1 : 0));
}

describe('reverseCholesky()', () => {
  it('gives a lower triangular M with Mᵀ·M = H and a positive diagonal', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), (size, seed) => {
        const matrix = positiveDefinite(size, seed);
        const factor = reverseCholesky(matrix.slice(), size)!;
        gram(factor, size).forEach((value, index) => {
          expect(value).toBeCloseTo(matrix[index] ?? NaN, 9);
        });
        factor.forEach((value, index) => {
          const [row, column] = [Math.floor(index / size), index % size];
          if (column > row) expect(value).toBe(0);
          if (column === row) expect(value).toBeGreaterThan(0);
        });
      }),
    );
  });

  it.each([
    ['indefinite', [1, 2, 2, 1]],
    ['negative', [-1, 0, 0, 1]],
    ['singular', [1, 1, 1, 1]],
    ['all zero', [0, 0, 0, 0]],
    ['not a number', [NaN, 0, 0, 1]],
  ])('has none for a matrix that is %s', (_, values) => {
    expect(reverseCholesky(Float64Array.from(values), 2)).toBeUndefined();
  });
});
