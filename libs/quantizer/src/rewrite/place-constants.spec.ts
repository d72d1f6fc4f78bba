import { GraphBuilder } from '../../test/graph-builder';
import { codesOf, planned } from '../../test/planned';
import { placeConstants } from './place-constants';

describe('placeConstants', () => {
  it('replaces weights by int8 with a scale for each channel, and the bias by int32', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 2]);
    const model = builder.model(builder.pointwise(input, [127, 1, -2, 254], [1, 2]));
    const context = planned(model, 'int8', new Map([[input, { min: 0, max: 127.5 }]]));
    expect(placeConstants.apply(context)).toBe(2);
    const [, weight, bias] = context.subgraph.operators[0]?.inputs ?? [];
    expect(weight).toMatchObject({
      type: 'INT8',
      quantization: { scale: [1, 2], zeroPoint: [0n, 0n], quantizedDimension: 0, min: [], max: [] },
    });
    expect([...new Int8Array(weight?.buffer?.data ?? [])]).toEqual([127, 1, -1, 127]);
    expect(bias).toMatchObject({ type: 'INT32', quantization: { scale: [0.5, 1] } });
    expect([...(bias?.buffer?.data ?? [])]).toEqual([2, 0, 0, 0, 2, 0, 0, 0]);
  });

  it('keeps weights shared between operators that read them alike', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const filter = builder.constant('shared', [1, 1, 1, 1], [3]);
    const first = builder.apply('CONV_2D', [input, filter, null], [1, 1, 1, 1]);
    const second = builder.apply('CONV_2D', [first, filter, null], [1, 1, 1, 1]);
    const context = planned(builder.model(second), 'int8');
    placeConstants.apply(context);
    const [one, two] = context.subgraph.operators;
    expect(one?.inputs[1]).toBe(two?.inputs[1]);
    expect(filter.type).toBe('FLOAT32');
  });

  it('gives operators that share a bias one each where their scales differ', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const bias = builder.constant('shared', [1], [1]);
    const [left, right] = [1, 2].map((value) => builder.constant('w', [1, 1, 1, 1], [value]));
    const outputs = [left, right].map((filter) =>
      builder.apply('CONV_2D', [input, filter ?? null, bias], [1, 1, 1, 1]),
    );
    const context = planned(builder.model(...outputs), 'int8');
    placeConstants.apply(context);
    const [one, two] = context.subgraph.operators.map(({ inputs }) => inputs[2]);
    expect(one).not.toBe(two);
    expect(one?.quantization?.scale).not.toEqual(two?.quantization?.scale);
  });

  it('stores weights of float operators behind a DEQUANTIZE that knows channels', () => {
    const builder = new GraphBuilder();
    const values = Array.from({ length: 1024 }, (_, index) => index % 7);
    const input = builder.input([1, 1, 1, 32]);
    const context = planned(builder.model(builder.pointwise(input, values, [])), 'weight-only');
    expect(placeConstants.apply(context)).toBe(1);
    expect(codesOf(context.subgraph)).toEqual(['DEQUANTIZE', 'CONV_2D']);
    const [expansion, convolution] = context.subgraph.operators;
    expect(expansion).toMatchObject({ version: 5, inputs: [{ type: 'INT8' }] });
    expect(convolution?.inputs[1]).toBe(expansion?.outputs[0]);
    expect(convolution?.inputs[1]).toMatchObject({ type: 'FLOAT32' });
  });
});
