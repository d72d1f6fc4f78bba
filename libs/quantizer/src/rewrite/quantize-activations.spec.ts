import { GraphBuilder } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import { quantizeActivations } from './quantize-activations';

describe('quantizeActivations', () => {
  it('lets int8 operators write int8 tensors and remembers the float ones that they stand for', () => {
    const builder = new GraphBuilder();
    const output = builder.apply('RELU', [builder.input([1, 4])], [1, 4]);
    const context = planned(builder.model(output), 'int8');
    expect(quantizeActivations.apply(context)).toBe(1);
    const written = context.subgraph.operators[0]?.outputs[0];
    expect(written).toMatchObject({ name: `${output.name}_int8`, type: 'INT8', shape: [1, 4] });
    expect(context.twins.get(output)?.tensor).toBe(written);
    expect(context.subgraph.outputs).toEqual([output]);
  });

  it('quantizes constants that are read as data over their own range', () => {
    const builder = new GraphBuilder();
    const constant = builder.constant('offset', [2], [0, 2.55]);
    const output = builder.apply('ADD', [builder.input([1, 2]), constant], [1, 2]);
    const context = planned(builder.model(output), 'int8');
    quantizeActivations.apply(context);
    const data = context.subgraph.operators[0]?.inputs[1]?.buffer?.data;
    expect([...new Int8Array(data ?? [])]).toEqual([-128, 127]);
  });
});
