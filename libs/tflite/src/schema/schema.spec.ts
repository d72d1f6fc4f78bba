import { BuiltinOperator, optionsOf, TensorType } from '.';
import { FirstBuiltinOptions } from './first-builtin-options';
import { SecondBuiltinOptions } from './second-builtin-options';

describe('the schema', () => {
  it.each([
    ['ADD', 0],
    ['CUSTOM', 32],
    ['DELEGATE', 51],
    ['RESIZE_NEAREST_NEIGHBOR', 97],
    ['PLACEHOLDER_FOR_GREATER_OP_CODES', 127],
    ['GELU', 150],
    ['STABLEHLO_LOGISTIC', 162],
    ['STABLEHLO_CASE', 209],
  ])('numbers operator %s as %d', (name, number) => {
    expect(BuiltinOperator.numbers.get(name)).toBe(number);
  });

  it.each([
    ['INT8', 9],
    ['INT4', 17],
    ['FLOAT8_E5M2', 22],
  ])('numbers type %s as %d', (name, number) => {
    expect(TensorType.numbers.get(name)).toBe(number);
  });

  it('numbers options tables as the format does', () => {
    const first = FirstBuiltinOptions.members.map(({ name }) => name);
    expect(first).toHaveLength(126);
    expect(first.indexOf('FullyConnectedOptions') + 1).toBe(8);
    expect(first.indexOf('RightShiftOptions') + 1).toBe(126);
    expect(SecondBuiltinOptions.members.at(-1)?.name).toBe('StablehloCaseOptions');
  });
});

describe('optionsOf()', () => {
  it('fills in the format’s defaults', () => {
    expect(optionsOf('Conv2DOptions', { padding: 'VALID', strideW: 2, strideH: 2 })).toEqual({
      type: 'Conv2DOptions',
      padding: 'VALID',
      strideW: 2,
      strideH: 2,
      fusedActivationFunction: 'NONE',
      dilationWFactor: 1,
      dilationHFactor: 1,
      quantizedBiasType: 'FLOAT32',
    });
    expect(optionsOf('BidirectionalSequenceLSTMOptions').timeMajor).toBe(true);
    expect(optionsOf('UniqueOptions').idxOutType).toBe('INT32');
    expect(optionsOf('AddOptions').potScaleInt16).toBe(true);
  });
});
