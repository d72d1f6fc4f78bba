import { GraphBuilder, SOFTMAX } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import { setOperatorVersions } from './set-operator-versions';

describe('setOperatorVersions', () => {
  it('writes the version of the planned kernel and leaves float operators', () => {
    const builder = new GraphBuilder();
    const conv = builder.pointwise(builder.input([1, 1, 1, 1]), [1], [0]);
    const tanh = builder.apply('SIN', [conv], [1, 1, 1, 1]);
    const softmax = builder.apply('SOFTMAX', [tanh], [1, 1, 1, 1], SOFTMAX);
    const context = planned(builder.model(softmax), 'int8');
    expect(setOperatorVersions.apply(context)).toBe(2);
    expect(context.subgraph.operators.map(({ version }) => version)).toEqual([3, 1, 2]);
  });
});
