import { CONCATENATION, GraphBuilder } from '../../test/graph-builder';
import { codesOf, planned } from '../../test/planned';
import { insertQuantize } from './insert-quantize';
import { quantizeActivations } from './quantize-activations';

describe('insertQuantize', () => {
  it('quantizes a float input once for all its int8 readers', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 4]);
    const outputs = [0, 1].map(() => builder.apply('RELU', [input], [1, 4]));
    const context = planned(builder.model(...outputs), 'int8');
    quantizeActivations.apply(context);
    expect(insertQuantize.apply(context)).toBe(1);
    expect(codesOf(context.subgraph)).toEqual(['QUANTIZE', 'RELU', 'RELU']);
    const [first, second] = context.subgraph.operators.slice(1).map(({ inputs }) => inputs[0]);
    expect(first).toBe(second);
  });

  it('reads an int8 producer directly', () => {
    const builder = new GraphBuilder();
    const first = builder.apply('RELU', [builder.input([1, 4])], [1, 4]);
    const context = planned(builder.model(builder.apply('RELU', [first], [1, 4])), 'int8');
    quantizeActivations.apply(context);
    insertQuantize.apply(context);
    expect(codesOf(context.subgraph)).toEqual(['QUANTIZE', 'RELU', 'RELU']);
    expect(context.subgraph.operators[2]?.inputs[0]).toBe(context.twins.get(first)?.tensor);
  });

  it('rescales what a concatenation reads in another scale than its output', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const [narrow, wide] = [0, 1].map(() => builder.apply('RELU', [input], [1, 1, 1, 1]));
    if (!narrow || !wide) throw new RangeError('two were built');
    const joined = builder.apply('CONCATENATION', [narrow, wide], [1, 1, 1, 2], CONCATENATION);
    const ranges = new Map([
      [narrow, { min: 0, max: 1 }],
      [wide, { min: 0, max: 10 }],
      [joined, { min: 0, max: 10 }],
    ]);
    const other = builder.apply('RELU', [narrow], [1, 1, 1, 1]);
    const context = planned(builder.model(joined, other), 'int8', ranges);
    quantizeActivations.apply(context);
    insertQuantize.apply(context);
    expect(codesOf(context.subgraph).slice(0, 5)).toEqual([
      'QUANTIZE',
      'RELU',
      'RELU',
      'QUANTIZE',
      'CONCATENATION',
    ]);
    expect(context.subgraph.operators[3]?.inputs[0]).toBe(context.twins.get(narrow)?.tensor);
  });

  it('lets a producer write in the scale of the only concatenation that reads it', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const parts = [0, 1].map(() => builder.apply('RELU', [input], [1, 1, 1, 1]));
    const joined = builder.apply('CONCATENATION', parts, [1, 1, 1, 2], CONCATENATION);
    const ranges = new Map([...parts, joined].map((tensor, at) => [tensor, { min: 0, max: at }]));
    const context = planned(builder.model(joined), 'int8', ranges);
    quantizeActivations.apply(context);
    insertQuantize.apply(context);
    expect(codesOf(context.subgraph)).toEqual(['QUANTIZE', 'RELU', 'RELU', 'CONCATENATION']);
  });
});
