import { activation, add, chain, clamp, dense, floats, multiply } from '../test/subgraphs';
import { applyRewrites } from './apply-rewrites';
import { foldAdd } from './fusion/fold-add';
import { foldMultiply } from './fusion/fold-multiply';
import { fuseActivation } from './fusion/fuse-activation';

describe('applyRewrites()', () => {
  const rewrites = [foldMultiply, foldAdd, fuseActivation];
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
    expect(applyRewrites(subgraph, rewrites).map(({ rewrite }) => rewrite)).toEqual([
      'fold-multiply',
      'fold-add',
      'fuse-activation',
    ]);
    expect(subgraph.tensors.map(({ name }) => name)).toEqual(['x', 'kernel', 'bias', 'v']);
  });

  it('without rewrites keeps every operator', () => {
    const subgraph = normalized();
    expect(applyRewrites(subgraph, [])).toEqual([]);
    expect(subgraph.operators).toHaveLength(4);
  });
});
