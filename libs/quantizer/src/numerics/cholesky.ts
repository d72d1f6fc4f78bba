/**
 * The lower triangular L of A = L·Lᵀ, for a symmetric positive definite matrix of `size` rows.
 * @returns undefined when the matrix is not positive definite in double precision
 */
export function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * size + column] ?? NaN;
      const left = row * size;
      const right = column * size;
      for (let inner = 0; inner < column; inner += 1)
        sum -= (lower[left + inner] ?? 0) * (lower[right + inner] ?? 0);
      if (row === column) {
        if (!(sum > 0)) return undefined;
        lower[left + column] = Math.sqrt(sum);
      } else {
        lower[left + column] = sum / (lower[right + column] ?? NaN);
      }
    }
  }
  return lower;
}

/** A⁻¹ = L⁻ᵀ·L⁻¹ from the Cholesky factor of A. */
export function inverseFromCholesky(lower: Float64Array, size: number): Float64Array {
  const inverse = invertedLower(lower, size);
  const result = new Float64Array(size * size);
  // Row by row of L⁻¹, so that memory is walked in order.
  for (let inner = 0; inner < size; inner += 1) {
    for (let row = 0; row <= inner; row += 1) {
      const factor = inverse[inner * size + row] ?? 0;
      if (factor === 0) continue;
      for (let column = 0; column <= row; column += 1) {
        const at = row * size + column;
        result[at] = (result[at] ?? 0) + factor * (inverse[inner * size + column] ?? 0);
      }
    }
  }
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < row; column += 1)
      result[column * size + row] = result[row * size + column] ?? 0;
  return result;
}

function invertedLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    const diagonal = lower[row * size + row] ?? NaN;
    inverse[row * size + row] = 1 / diagonal;
    for (let inner = 0; inner < row; inner += 1) {
      const factor = (lower[row * size + inner] ?? 0) / diagonal;
      if (factor === 0) continue;
      for (let column = 0; column <= inner; column += 1) {
        const at = row * size + column;
        inverse[at] = (inverse[at] ?? 0) - factor * (inverse[inner * size + column] ?? 0);
      }
    }
  }
  return inverse;
}
