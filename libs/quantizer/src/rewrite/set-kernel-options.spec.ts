import { FULLY_CONNECTED, GraphBuilder } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import { setKernelOptions } from './set-kernel-options';

describe('setKernelOptions', () => {
  it('sets the option in a copy, since options may be shared', () => {
    const builder = new GraphBuilder();
    const filter = builder.constant('w', [1, 1024], new Array<number>(1024).fill(1));
    const inputs = [builder.input([1, 1024]), filter, null];
    const output = builder.apply('FULLY_CONNECTED', inputs, [1, 1], FULLY_CONNECTED);
    const context = planned(builder.model(output), 'dynamic');
    expect(setKernelOptions.apply(context)).toBe(1);
    expect(context.subgraph.operators[0]?.options).toEqual({
      ...FULLY_CONNECTED,
      asymmetricQuantizeInputs: true,
    });
    expect(FULLY_CONNECTED).toMatchObject({ asymmetricQuantizeInputs: false });
  });
});
