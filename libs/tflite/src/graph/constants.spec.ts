import { bytesOf } from '../constant-data';
import { makeTensor } from '../make';
import { isConstant, isFloatConstant } from './constants';

const buffer = { data: bytesOf(Float32Array.of(1)) };
const weights = makeTensor({ name: 'w', type: 'FLOAT32', shape: [1], buffer });
const sparsity = {
  traversalOrder: [0],
  blockMap: [],
  dimensions: [{ format: 'SPARSE_CSR' as const, segments: [0, 1], indices: [0] }],
};

describe('isConstant()', () => {
  it('takes dense, fixed data of any type', () => {
    expect(isConstant(weights)).toBe(true);
    expect(isConstant({ ...weights, type: 'INT32' })).toBe(true);
  });

  it.each([
    ['an activation', makeTensor({ name: 'x', type: 'FLOAT32', shape: [1] })],
    ['state', { ...weights, isVariable: true }],
    ['sparse data', { ...weights, sparsity }],
    ['an input that is left out', null],
  ])('refuses %s', (_, tensor) => {
    expect(isConstant(tensor)).toBe(false);
  });
});

describe('isFloatConstant()', () => {
  it('takes float32 only', () => {
    expect(isFloatConstant(weights)).toBe(true);
    expect(isFloatConstant({ ...weights, type: 'INT32' })).toBe(false);
  });
});
