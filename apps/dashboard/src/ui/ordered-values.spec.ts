import { added, moved, removed } from './ordered-values';

describe('moved()', () => {
  it('swaps neighbours', () => {
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
  });

  it('stops at the ends', () => {
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'x', -1)).toEqual(['a', 'b']);
  });
});

it('added() and removed() keep each value at most once', () => {
  expect(added(['a'], 'a')).toEqual(['a']);
  expect(added(['a'], 'b')).toEqual(['a', 'b']);
  expect(removed(['a', 'b'], 'a')).toEqual(['b']);
});
