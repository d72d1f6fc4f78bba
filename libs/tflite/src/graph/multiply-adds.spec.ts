import { makeOperator, makeTensor } from '../make';
import type { Operator, Tensor } from '../model';
import { multiplyAdds } from './multiply-adds';

function tensor(...shape: number[]): Tensor {
  return makeTensor({ name: 't', type: 'FLOAT32', shape });
}

function operator(code: Operator['code'], inputs: Tensor[], output: Tensor): Operator {
  return makeOperator({ code, inputs, outputs: [output] });
}

describe('multiplyAdds()', () => {
  it('counts a filter for each element that a convolution gives', () => {
    const inputs = [tensor(1, 8, 8, 4), tensor(6, 3, 3, 4), tensor(6)];
    expect(multiplyAdds(operator('CONV_2D', inputs, tensor(1, 4, 4, 6)))).toBe(
      4 * 4 * 6 * (3 * 3 * 4),
    );
  });

  it('counts one channel of a filter for each element of a depthwise convolution', () => {
    const inputs = [tensor(1, 8, 8, 4), tensor(1, 5, 3, 8), tensor(8)];
    expect(multiplyAdds(operator('DEPTHWISE_CONV_2D', inputs, tensor(1, 8, 8, 8)))).toBe(
      8 * 8 * 8 * (5 * 3),
    );
  });

  it('counts a filter for each element that a transposed convolution takes', () => {
    const inputs = [tensor(4), tensor(2, 3, 3, 16), tensor(1, 5, 5, 16)];
    expect(multiplyAdds(operator('TRANSPOSE_CONV', inputs, tensor(1, 10, 10, 2)))).toBe(
      5 * 5 * 16 * (2 * 3 * 3),
    );
  });

  it('counts a row of weights for each unit of each row', () => {
    const inputs = [tensor(7, 20), tensor(10, 20)];
    expect(multiplyAdds(operator('FULLY_CONNECTED', inputs, tensor(7, 10)))).toBe(7 * 10 * 20);
  });

  it('finds the inner size of a matrix product, transposed or not', () => {
    const plain = operator('BATCH_MATMUL', [tensor(2, 3, 4), tensor(2, 4, 5)], tensor(2, 3, 5));
    expect(multiplyAdds(plain)).toBe(2 * 3 * 5 * 4);
    const transposed = operator(
      'BATCH_MATMUL',
      [tensor(2, 4, 3), tensor(2, 4, 5)],
      tensor(2, 3, 5),
    );
    transposed.options = {
      type: 'BatchMatMulOptions',
      adjX: true,
      adjY: false,
      asymmetricQuantizeInputs: false,
    };
    expect(multiplyAdds(transposed)).toBe(2 * 3 * 5 * 4);
  });

  it('counts nothing where elements are only moved or taken one by one', () => {
    expect(multiplyAdds(operator('ADD', [tensor(9), tensor(9)], tensor(9)))).toBe(0);
  });
});
