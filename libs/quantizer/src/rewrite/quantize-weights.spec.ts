import { GraphBuilder } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import { quantizeWeights } from './quantize-weights';

describe('quantizeWeights', () => {
  it('replaces weights by int8 with a scale for each channel, and leaves the bias', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 2]);
    const model = builder.model(builder.pointwise(input, [127, 1, -2, 254], [1, 2]));
    const context = planned(model, 'int8');
    expect(quantizeWeights.apply(context)).toBe(1);
    const [, weight, bias] = context.subgraph.operators[0]?.inputs ?? [];
    expect(weight).toMatchObject({
      type: 'INT8',
      quantization: { scale: [1, 2], zeroPoint: [0n, 0n], quantizedDimension: 0, min: [], max: [] },
    });
    expect([...new Int8Array(weight?.buffer?.data ?? [])]).toEqual([127, 1, -1, 127]);
    expect(bias?.type).toBe('FLOAT32');
  });

  it('keeps weights shared between operators that read them alike', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const filter = builder.constant('shared', [1, 1, 1, 1], [3]);
    const first = builder.apply('CONV_2D', [input, filter, null], [1, 1, 1, 1]);
    const second = builder.apply('CONV_2D', [first, filter, null], [1, 1, 1, 1]);
    const context = planned(builder.model(second), 'int8');
    quantizeWeights.apply(context);
    const [one, two] = context.subgraph.operators;
    expect(one?.inputs[1]).toBe(two?.inputs[1]);
    expect(filter.type).toBe('FLOAT32');
  });
});
