import * as fc from 'fast-check';
import { transposeMatrix } from './transpose-matrix';

describe('transposeMatrix()', () => {
  it('turns rows into columns', () => {
    expect(transposeMatrix(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3)).toEqual(
      Float32Array.of(1, 4, 2, 5, 3, 6),
    );
  });

  it('undoes itself', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, columns) => {
          const values = Float32Array.from({ length: rows * columns }, (_, index) => index);
          expect(transposeMatrix(transposeMatrix(values, rows, columns), columns, rows)).toEqual(
            values,
          );
        },
      ),
    );
  });
});
