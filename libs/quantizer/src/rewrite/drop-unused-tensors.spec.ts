import { GraphBuilder } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import { dropUnusedTensors } from './drop-unused-tensors';

describe('dropUnusedTensors', () => {
  it('drops what nobody reads or writes and keeps unread inputs', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 4]);
    const unread = builder.input([1, 4]);
    const output = builder.apply('RELU', [input], [1, 4]);
    builder.constant('orphan', [1], [1]);
    const context = planned(builder.model(output), 'int8');
    expect(dropUnusedTensors.apply(context)).toBe(1);
    expect(context.subgraph.tensors).toEqual([input, unread, output]);
  });
});
