import { bytesOf, makeOperator, makeTensor, type Operator, type Tensor } from '@flotilla/tflite';
import { statedElements } from './stated-elements';

const integers = (values: readonly number[]): Tensor =>
  makeTensor({
    name: 'operand',
    type: 'INT32',
    shape: [values.length],
    buffer: { data: bytesOf(Int32Array.from(values)) },
  });

const values = (...shape: number[]): Tensor => makeTensor({ name: 'x', type: 'FLOAT32', shape });

const small = values(1);

describe('statedElements()', () => {
  it.each<[Operator['code'], Tensor[], number]>([
    ['RESIZE_BILINEAR', [values(2, 4, 4, 3), integers([100, 50])], 30_000],
    ['ONE_HOT', [values(12), integers([1000])], 12_000],
    ['FILL', [integers([10, 20]), small], 200],
    ['BROADCAST_TO', [values(1, 3), integers([7, 3])], 21],
    ['TILE', [values(2, 3), integers([4, 5])], 120],
    ['TILE', [values(2, 3), integers([-4, 5])], 120],
    ['SPACE_TO_BATCH_ND', [values(1, 4, 4, 2), integers([2, 2]), integers([0, 2, 0, 4])], 96],
    ['PAD', [values(2, 3), integers([1, 1, 0, 4])], 28],
    ['SCATTER_ND', [integers([1]), values(1, 8), integers([10, 8])], 80],
    ['SUM', [values(2, 3, 5), integers([0, -1])], 3],
    ['TRANSPOSE_CONV', [integers([1, 4, 4, 2]), values(2, 2, 2, 8), values(1, 2, 2, 8)], 32],
  ])('reads them from the operand of %s', (code, inputs, expected) => {
    expect(statedElements(makeOperator({ code, inputs, outputs: [small] }))).toBe(expected);
  });

  it.each<[string, Operator['code'], Tensor[]]>([
    ['an operand that is computed', 'FILL', [values(2), small]],
    ['an operator without such an operand', 'RELU', [small]],
  ])('knows nothing of %s', (_, code, inputs) => {
    expect(statedElements(makeOperator({ code, inputs, outputs: [small] }))).toBeUndefined();
  });
});
