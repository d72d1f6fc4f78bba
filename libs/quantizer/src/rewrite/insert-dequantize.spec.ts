import { GraphBuilder } from '../../test/graph-builder';
import { codesOf, planned } from '../../test/planned';
import { insertDequantize } from './insert-dequantize';
import { insertQuantize } from './insert-quantize';
import { quantizeActivations } from './quantize-activations';

describe('insertDequantize', () => {
  it('gives the model its float output back, as the same tensor', () => {
    const builder = new GraphBuilder();
    const output = builder.apply('RELU', [builder.input([1, 4])], [1, 4]);
    const context = planned(builder.model(output), 'int8');
    quantizeActivations.apply(context);
    expect(insertDequantize.apply(context)).toBe(1);
    expect(codesOf(context.subgraph)).toEqual(['RELU', 'DEQUANTIZE']);
    expect(context.subgraph.operators[1]).toMatchObject({ version: 2, outputs: [output] });
  });

  it('converts once for several float readers, before the first of them', () => {
    const builder = new GraphBuilder();
    const relu = builder.apply('RELU', [builder.input([1, 4])], [1, 4]);
    const outputs = [0, 1].map(() => builder.apply('SIN', [relu], [1, 4]));
    const context = planned(builder.model(...outputs), 'int8');
    quantizeActivations.apply(context);
    insertDequantize.apply(context);
    expect(codesOf(context.subgraph)).toEqual(['RELU', 'DEQUANTIZE', 'SIN', 'SIN']);
  });

  it('adds nothing between int8 operators', () => {
    const builder = new GraphBuilder();
    const relu = builder.apply('RELU', [builder.input([1, 4])], [1, 4]);
    const context = planned(builder.model(builder.apply('RELU', [relu], [1, 4])), 'int8');
    quantizeActivations.apply(context);
    insertQuantize.apply(context);
    expect(insertDequantize.apply(context)).toBe(1);
    expect(codesOf(context.subgraph)).toEqual(['QUANTIZE', 'RELU', 'RELU', 'DEQUANTIZE']);
  });
});
