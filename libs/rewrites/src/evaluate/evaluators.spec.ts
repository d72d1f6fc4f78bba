import { makeOperator, optionsOf, type Operator, type Tensor } from '@flotilla/tflite';
import { activation, constantOf } from '../../test/subgraphs';
import { EVALUATORS } from './evaluators';

// What they compute is held against the kernels in `test/evaluators.int.spec.ts`.

const floats = (shape: number[], ...values: number[]): Tensor =>
  constantOf('FLOAT32', shape, values);
const ints = (...values: number[]): Tensor => constantOf('INT32', [values.length], values);
const scalar = (value: number): Tensor => constantOf('INT32', [], [value]);

function operatorOf(
  code: Operator['code'],
  inputs: Tensor[],
  options?: Operator['options'],
): Operator {
  const outputs = [activation('y', 1)];
  return makeOperator({ code, inputs, outputs, ...(options && { options }) });
}

const pair = floats([2], 1, 2);

describe('an evaluator', () => {
  it.each<[string, Operator]>([
    [
      'shapes that do not broadcast',
      operatorOf('ADD', [pair, floats([3], 1, 2, 3)], optionsOf('AddOptions')),
    ],
    ['operands of two types', operatorOf('ADD', [pair, ints(1, 2)], optionsOf('AddOptions'))],
    [
      'an activation it does not know',
      operatorOf('MUL', [pair, pair], optionsOf('MulOptions', { fusedActivationFunction: 'TANH' })),
    ],
    [
      'a division of integers by zero',
      operatorOf('DIV', [ints(1), ints(0)], optionsOf('DivOptions')),
    ],
    ['a reshape to more elements', operatorOf('RESHAPE', [pair, ints(3)])],
    ['a reshape to parts of elements', operatorOf('RESHAPE', [floats([3], 1, 2, 3), ints(2, -1)])],
    ['a reshape with two open sizes', operatorOf('RESHAPE', [pair, ints(-1, -1)])],
    [
      'a squeeze of what is not single',
      operatorOf('SQUEEZE', [pair], optionsOf('SqueezeOptions', { squeezeDims: [0] })),
    ],
    ['an axis out of the rank', operatorOf('EXPAND_DIMS', [pair, ints(3)])],
    [
      'a permutation with an axis twice',
      operatorOf('TRANSPOSE', [floats([1, 2], 1, 2), ints(0, 0)]),
    ],
    ['a slice past the end', operatorOf('SLICE', [pair, ints(1), ints(2)])],
    [
      'a step of nothing',
      operatorOf(
        'STRIDED_SLICE',
        [pair, ints(0), ints(2), ints(0)],
        optionsOf('StridedSliceOptions'),
      ),
    ],
    [
      'an ellipsis',
      operatorOf(
        'STRIDED_SLICE',
        [pair, ints(0), ints(2), ints(1)],
        optionsOf('StridedSliceOptions', { ellipsisMask: 1 }),
      ),
    ],
    ['an index out of bounds', operatorOf('GATHER', [pair, ints(2)], optionsOf('GatherOptions'))],
    [
      'a batched gather',
      operatorOf('GATHER', [pair, ints(1)], optionsOf('GatherOptions', { batchDims: 1 })),
    ],
    [
      'parts of different shapes',
      operatorOf('PACK', [pair, floats([1], 1)], optionsOf('PackOptions', { axis: 0 })),
    ],
    ['a range that never ends', operatorOf('RANGE', [scalar(0), scalar(5), scalar(-1)])],
    ['a range without steps', operatorOf('RANGE', [scalar(0), scalar(5), scalar(0)])],
    ['a fill by more than one value', operatorOf('FILL', [ints(2), pair])],
    ['the reciprocal root of integers', operatorOf('RSQRT', [ints(4)])],
    [
      'a cast past the limits of integers',
      {
        ...operatorOf('CAST', [floats([1], 3e9)]),
        outputs: [{ ...activation('y', 1), type: 'INT32' }],
      },
    ],
    [
      'a cast of no number to an integer',
      {
        ...operatorOf('CAST', [floats([1], NaN)]),
        outputs: [{ ...activation('y', 1), type: 'INT32' }],
      },
    ],
  ])('leaves %s to the runtime', (_, operator) => {
    const evaluate = EVALUATORS.get(operator.code);
    expect(evaluate).toBeDefined();
    expect(evaluate?.(operator, operator.inputs as Tensor[])).toBeUndefined();
  });
});
