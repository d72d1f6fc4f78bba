import { optionsOf, type Model } from '@flotilla/tflite';
import { outcomeOf, quantized } from '../../test/delegated';
import { CONCATENATION, FULLY_CONNECTED, GraphBuilder, SOFTMAX } from '../../test/graph-builder';
import { delegateOutcomes } from './delegate-outcomes';

function model(): Model {
  const builder = new GraphBuilder();
  const conv = builder.pointwise(builder.input([1, 1, 1, 2]), [1, 2, 3, 4], [1, 2]);
  return builder.model(builder.apply('SOFTMAX', [conv], [1, 1, 1, 2], SOFTMAX));
}

function dense(units: number): Model {
  const builder = new GraphBuilder();
  const weights = Array.from({ length: units * 64 }, (_, at) => at / 64);
  const filter = builder.constant('w', [units, 64], weights);
  const inputs = [builder.input([1, 64]), filter, null];
  return builder.model(builder.apply('FULLY_CONNECTED', inputs, [1, units], FULLY_CONNECTED));
}

describe('delegateOutcomes()', () => {
  it.each(['XNNPACK 2.9', 'XNNPACK 2.9 with QS8', 'XNNPACK 2.3'])(
    '%s takes float whole',
    (name) => {
      expect(outcomeOf(model(), name)).toMatchObject({
        operators: 2,
        delegatedOperators: 2,
        delegatedMultiplyAdds: 1,
        partitions: 1,
        refused: [],
      });
    },
  );

  it('int8 takes the flag in 2.9, and its SOFTMAX stays outside', () => {
    const int8 = quantized(model(), 'int8');
    expect(outcomeOf(int8, 'XNNPACK 2.9')).toMatchObject({ delegatedOperators: 0, partitions: 0 });
    const flagged = outcomeOf(int8, 'XNNPACK 2.9 with QS8');
    // QUANTIZE and CONV_2D, then DEQUANTIZE.
    expect(flagged).toMatchObject({ operators: 4, delegatedOperators: 3, partitions: 2 });
    expect(flagged.refused).toEqual([
      { operator: 'SOFTMAX', reason: 'it has no int8 SOFTMAX', count: 1 },
    ]);
  });

  it('dynamic range gains in 2.3 alone', () => {
    const dynamic = quantized(dense(32), 'dynamic');
    expect(outcomeOf(dynamic, 'XNNPACK 2.9 with QS8').delegatedMultiplyAdds).toBe(0);
    expect(outcomeOf(dynamic, 'XNNPACK 2.3').delegatedMultiplyAdds).toBe(1);
  });

  it('16x8 gains nowhere, whatever the delegate', () => {
    for (const { delegatedMultiplyAdds } of delegateOutcomes(quantized(model(), '16x8'), '2.9'))
      expect(delegatedMultiplyAdds).toBe(0);
  });

  it('halves fold into weights, integers behind a DEQUANTIZE do not', () => {
    expect(outcomeOf(quantized(dense(32), 'float16'), 'XNNPACK 2.9').partitions).toBe(1);
    const weightOnly = outcomeOf(quantized(dense(32), 'weight-only'), 'XNNPACK 2.9');
    expect(weightOnly.refused.map(({ reason }) => reason)).toEqual([
      'it expands no integer weights',
      'its weights are no constant',
    ]);
  });

  it('looks at the form of an operator', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 4, 4, 2]);
    const axes = builder.integers('axes', [3]);
    const mean = builder.apply('MEAN', [input, axes], [1, 4, 4], optionsOf('ReducerOptions'));
    const five = Array.from({ length: 5 }, () => input);
    const joined = builder.apply('CONCATENATION', five, [1, 4, 4, 10], CONCATENATION);
    const soft = builder.apply('SOFTMAX', [joined], [1, 4, 4, 10], {
      type: 'SoftmaxOptions',
      beta: 2,
    });
    expect(outcomeOf(builder.model(mean, soft), 'XNNPACK 2.3').refused).toEqual([
      { operator: 'MEAN', reason: 'it is no mean over an image', count: 1 },
      { operator: 'CONCATENATION', reason: 'it has more than 4 parts', count: 1 },
      { operator: 'SOFTMAX', reason: 'its beta is not 1', count: 1 },
    ]);
  });

  it('speaks of no runtime that the file is not made for', () => {
    expect(delegateOutcomes(model(), '2.3').map(({ delegate }) => delegate)).toEqual([
      'XNNPACK 2.3',
    ]);
  });
});
