import { readWeights } from './read-weights';

const bytes = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5).buffer);
const group = {
  paths: ['a', 'b'],
  weights: [
    { name: 'kernel', shape: [2, 2] },
    { name: 'bias', shape: [1] },
  ],
  sizeBytes: 20,
};

describe('readWeights()', () => {
  it('joins shards that are cut in the middle of a number', async () => {
    const shards = new Map([
      ['a', bytes.subarray(0, 7)],
      ['b', bytes.subarray(7)],
    ]);
    const weights = await readWeights([group], (path) =>
      Promise.resolve(shards.get(path) ?? bytes),
    );
    expect(weights.get('kernel')).toEqual({ shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) });
    expect(weights.get('bias')?.values).toEqual(Float32Array.of(5));
  });

  it.each([
    ['short', 4],
    ['long', 24],
  ])('refuses shards that are too %s', async (_, length) => {
    const read = (): Promise<Uint8Array> => Promise.resolve(new Uint8Array(length));
    await expect(readWeights([group], read)).rejects.toMatchObject({ code: 'MALFORMED_WEIGHTS' });
  });

  it('asks for no further shard once there is too much', async () => {
    const asked: string[] = [];
    const read = (path: string): Promise<Uint8Array> => {
      asked.push(path);
      return Promise.resolve(new Uint8Array(1000));
    };
    await expect(readWeights([group], read)).rejects.toThrow();
    expect(asked).toEqual(['a']);
  });
});
