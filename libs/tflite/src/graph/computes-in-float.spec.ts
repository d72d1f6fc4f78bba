import { makeOperator, makeTensor } from '../make';
import type { Operator } from '../model';
import type { TensorType } from '../schema';
import { computesInFloat } from './computes-in-float';

function operator(code: Operator['code'], from: TensorType, to: TensorType): Operator {
  const [input, output] = [from, to].map((type) => makeTensor({ name: 't', type, shape: [1] }));
  return makeOperator({ code, inputs: [input!, null], outputs: [output!] });
}

describe('computesInFloat()', () => {
  it.each([
    ['float arithmetic', operator('ADD', 'FLOAT32', 'FLOAT32'), true],
    ['integers made of floats', operator('ARG_MAX', 'FLOAT32', 'INT32'), true],
    ['integer arithmetic', operator('ADD', 'INT8', 'INT8'), false],
    ['QUANTIZE', operator('QUANTIZE', 'FLOAT32', 'INT8'), false],
    ['DEQUANTIZE', operator('DEQUANTIZE', 'INT8', 'FLOAT32'), false],
  ])('judges %s', (_, subject, expected) => {
    expect(computesInFloat(subject)).toBe(expected);
  });

  it('does not look at constants', () => {
    const made = operator('FULLY_CONNECTED', 'INT8', 'INT8');
    const weights = makeTensor({
      name: 'w',
      type: 'FLOAT32',
      shape: [1],
      buffer: { data: new Uint8Array(4) },
    });
    expect(computesInFloat({ ...made, inputs: [...made.inputs, weights] })).toBe(false);
  });
});
