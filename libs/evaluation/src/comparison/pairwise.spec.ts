import { pairwise } from './pairwise';

async function read(left: readonly number[], right: readonly string[]) {
  const read: (readonly [number, string])[] = [];
  for await (const pair of pairwise(left, right)) read.push(pair);
  return read;
}

describe('pairwise()', () => {
  it('reads in step', async () => {
    expect(await read([1, 2], ['a', 'b'])).toEqual([
      [1, 'a'],
      [2, 'b'],
    ]);
  });

  it.each([
    [[1, 2], ['a']],
    [[1], ['a', 'b']],
  ])('refuses %j beside %j', async (left, right) => {
    await expect(read(left, right)).rejects.toThrow(RangeError);
  });
});
