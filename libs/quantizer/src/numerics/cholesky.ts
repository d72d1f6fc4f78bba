import { dotProduct } from './dot-product';

/**
 * The lower triangular M with H = Mᵀ·M, for a symmetric positive definite H of `size` rows: the Cholesky factorization
 * from the last row upwards.
 * @returns undefined when the matrix is not positive definite in double precision
 */
export function reverseCholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = cholesky(reversed(matrix, size), size);
  if (lower === undefined) return undefined;
  const factor = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1)
      factor[row * size + column] = lower[(size - 1 - column) * size + (size - 1 - row)] ?? 0;
  return factor;
}

function reversed(matrix: Float64Array, size: number): Float64Array {
  return matrix.slice(0, size * size).reverse();
}

/** The lower triangular L with A = L·Lᵀ. */
function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const left = row * size;
    for (let column = 0; column <= row; column += 1) {
      const right = column * size;
      const sum = (matrix[left + column] ?? NaN) - dotProduct(lower, left, lower, right, column);
      if (row > column) lower[left + column] = sum / (lower[right + column] ?? NaN);
      else if (sum > 0) lower[left + column] = Math.sqrt(sum);
      else return undefined;
    }
  }
  return lower;
}
