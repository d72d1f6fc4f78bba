import { activation, add, chain, clamp, dense, floats, multiply } from '../../test/subgraphs';
import { fuse } from './fuse';

describe('fuse()', () => {
  const [x, y, z, w, v] = ['x', 'y', 'z', 'w', 'v'].map((name) => activation(name, 1, 2)) as [
    ReturnType<typeof activation>,
    ReturnType<typeof activation>,
    ReturnType<typeof activation>,
    ReturnType<typeof activation>,
    ReturnType<typeof activation>,
  ];
  const normalized = (): ReturnType<typeof chain> =>
    chain(
      dense(x, y),
      multiply(y, floats('scale', [2], [1, 2]), z),
      add(z, floats('offset', [2], [3, 4]), w),
      clamp(w, v),
    );

  it('joins a normalized layer into one operator and forgets what lay between', () => {
    const subgraph = normalized();
    expect(fuse(subgraph).map(({ rewrite }) => rewrite)).toEqual([
      'fold-multiply',
      'fold-add',
      'fuse-activation',
    ]);
    expect(subgraph.tensors.map(({ name }) => name)).toEqual(['x', 'kernel', 'bias', 'v']);
  });

  it('without rewrites keeps every operator', () => {
    const subgraph = normalized();
    expect(fuse(subgraph, [])).toEqual([]);
    expect(subgraph.operators).toHaveLength(4);
  });
});
