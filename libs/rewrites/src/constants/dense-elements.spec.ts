import { bytesOf } from '@flotilla/tflite';
import { mostlyZeros, SPARSE_FORMS, sparseTensor } from '../../test/sparse';
import { denseElements } from './dense-elements';

describe('denseElements()', () => {
  it.each(SPARSE_FORMS)('gives back $shape in the order $traversalOrder', (form) => {
    const values = mostlyZeros(form.shape);
    const { buffer, sparsity } = sparseTensor(values, form);
    expect(buffer!.data.byteLength).toBeLessThan(values.byteLength);
    expect(denseElements(buffer!.data, sparsity!, form.shape, 4)).toEqual(bytesOf(values));
  });

  it('moves elements of any width', () => {
    const sparsity = {
      traversalOrder: [0],
      blockMap: [],
      dimensions: [{ format: 'SPARSE_CSR' as const, segments: [0, 2], indices: [1, 3] }],
    };
    expect([...denseElements(Uint8Array.of(5, 6), sparsity, [4], 1)]).toEqual([0, 5, 0, 6]);
    expect([...denseElements(Uint8Array.of(1, 2, 3, 4), sparsity, [4], 2)]).toEqual([
      0, 0, 1, 2, 0, 0, 3, 4,
    ]);
  });
});
