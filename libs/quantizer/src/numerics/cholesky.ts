import { dotProduct } from './dot-product';

/**
 * The lower triangular M with H = Mᵀ·M, for a symmetric positive definite H of `size` rows: the Cholesky factorization
 * from the last row upwards.
 * @param matrix overwritten: it holds M afterwards
 * @returns undefined when the matrix is not positive definite in double precision
 */
export function reverseCholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  matrix.reverse();
  if (!cholesky(matrix, size)) return undefined;
  // With rows and columns turned round, the transpose of L is M.
  matrix.reverse();
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column < row; column += 1) {
      matrix[row * size + column] = matrix[column * size + row] ?? NaN;
      matrix[column * size + row] = 0;
    }
  return matrix;
}

/** Columns that are finished together, and rows whose products with them are summed up together. */
const COLUMNS = 2;
const ROWS = 4;

/**
 * Makes the lower triangle of A that of the L with A = L·Lᵀ; the upper one holds anything then.
 * @returns whether there is such an L
 */
function cholesky(matrix: Float64Array, size: number): boolean {
  for (let first = 0; first < size; first += COLUMNS) {
    const last = Math.min(size, first + COLUMNS);
    for (let row = first; row < size; row += ROWS)
      if (row + ROWS <= size && first + COLUMNS <= size) subtractTile(matrix, size, row, first);
      else subtractProducts(matrix, size, [row, Math.min(size, row + ROWS)], [first, last]);
    for (let column = first; column < last; column += 1)
      if (!finishColumn(matrix, size, column, first)) return false;
  }
  return true;
}

/** Takes the products of all columns before `first` off some rows of a few columns. */
function subtractProducts(
  matrix: Float64Array,
  size: number,
  [firstRow, endRow]: readonly [number, number],
  [first, end]: readonly [number, number],
): void {
  for (let row = firstRow; row < endRow; row += 1)
    for (let column = first; column < end; column += 1) {
      const product = dotProduct(matrix, row * size, matrix, column * size, first);
      matrix[row * size + column] = (matrix[row * size + column] ?? NaN) - product;
    }
}

/** The same for four rows and two columns, each value read once for several products: twice as fast. */
function subtractTile(matrix: Float64Array, size: number, row: number, column: number): void {
  const [left, right] = [column * size, (column + 1) * size];
  const [a, b, c, d] = [row * size, (row + 1) * size, (row + 2) * size, (row + 3) * size];
  let [aLeft, aRight, bLeft, bRight, cLeft, cRight, dLeft, dRight] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let index = 0; index < column; index += 1) {
    const ofLeft = matrix[left + index] ?? NaN;
    const ofRight = matrix[right + index] ?? NaN;
    const ofA = matrix[a + index] ?? NaN;
    const ofB = matrix[b + index] ?? NaN;
    const ofC = matrix[c + index] ?? NaN;
    const ofD = matrix[d + index] ?? NaN;
    aLeft += ofA * ofLeft;
    aRight += ofA * ofRight;
    bLeft += ofB * ofLeft;
    bRight += ofB * ofRight;
    cLeft += ofC * ofLeft;
    cRight += ofC * ofRight;
    dLeft += ofD * ofLeft;
    dRight += ofD * ofRight;
  }
  const subtract = (start: number, ofLeft: number, ofRight: number): void => {
    const at = start + column;
    matrix[at] = (matrix[at] ?? NaN) - ofLeft;
    matrix[at + 1] = (matrix[at + 1] ?? NaN) - ofRight;
  };
  subtract(a, aLeft, aRight);
  subtract(b, bLeft, bRight);
  subtract(c, cLeft, cRight);
  subtract(d, dLeft, dRight);
}

/** Takes the columns from `first` on off this one, and divides it by its pivot. */
function finishColumn(matrix: Float64Array, size: number, column: number, first: number): boolean {
  let pivot = NaN;
  for (let row = column; row < size; row += 1) {
    const at = row * size + column;
    let value = matrix[at] ?? NaN;
    for (let before = first; before < column; before += 1)
      value -= (matrix[row * size + before] ?? NaN) * (matrix[column * size + before] ?? NaN);
    if (row === column) {
      if (!(value > 0)) return false;
      pivot = Math.sqrt(value);
      matrix[at] = pivot;
    } else matrix[at] = value / pivot;
  }
  return true;
}
