import { GraphBuilder } from '../../test/graph-builder';
import { codesOf, planned } from '../../test/planned';
import { storeFloat16 } from './store-float16';

describe('storeFloat16', () => {
  it('stores weights and bias in float16 behind a DEQUANTIZE each', () => {
    const builder = new GraphBuilder();
    const output = builder.pointwise(builder.input([1, 1, 1, 2]), [1, 2], [3]);
    const context = planned(builder.model(output), 'float16');
    expect(storeFloat16.apply(context)).toBe(1);
    expect(codesOf(context.subgraph)).toEqual(['DEQUANTIZE', 'CONV_2D']);
    const [dequantize, conv] = context.subgraph.operators;
    expect(dequantize).toMatchObject({ version: 3, inputs: [{ type: 'FLOAT16' }] });
    expect([...(dequantize?.inputs[0]?.buffer?.data ?? [])]).toEqual([0x00, 0x3c, 0x00, 0x40]);
    expect(conv?.inputs[1]).toBe(dequantize?.outputs[0]);
    expect(conv?.inputs[1]?.buffer).toBeUndefined();
  });

  it('expands a shared constant once', () => {
    const builder = new GraphBuilder();
    const shared = builder.constant('shared', [4], [1, 2, 3, 4]);
    const first = builder.apply('ADD', [builder.input([1, 4]), shared], [1, 4]);
    const second = builder.apply('ADD', [first, shared], [1, 4]);
    const context = planned(builder.model(second), 'float16');
    expect(storeFloat16.apply(context)).toBe(1);
    expect(codesOf(context.subgraph)).toEqual(['DEQUANTIZE', 'ADD', 'ADD']);
  });
});
