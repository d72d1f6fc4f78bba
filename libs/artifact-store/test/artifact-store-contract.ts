import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ArtifactStore } from '@flotilla/artifact-store';

const organisation = 'default';

function chunksOf(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  const starts = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => at * size);
  return Readable.from(starts.map((start) => bytes.subarray(start, start + size)));
}

/** What every adapter must do. `make` gives an empty store that takes artifacts of up to 100,000 bytes. */
export function artifactStoreContract(name: string, make: () => Promise<ArtifactStore>): void {
  describe(`${name} as an artifact store`, () => {
    const bytes = randomBytes(70_000);
    const digest = createHash('sha256').update(bytes).digest('hex');

    it('put() then read(), stat() and open() give the content back under its sha256', async () => {
      const store = await make();
      const stored = await store.put(organisation, chunksOf(bytes, 999), {
        expectedDigest: digest,
      });
      expect(stored).toEqual({ digest, sizeBytes: bytes.length });
      expect(await store.stat(organisation, digest)).toEqual(stored);
      expect(Buffer.from(await store.read(organisation, digest)).equals(bytes)).toBe(true);
      const { content } = await store.open(organisation, digest);
      expect(Buffer.concat(await content.toArray()).equals(bytes)).toBe(true);
    });

    it('put() of the same content twice is one artifact, of nothing is one of no bytes', async () => {
      const store = await make();
      const both = await Promise.all([
        store.put(organisation, chunksOf(bytes, 1000)),
        store.put(organisation, chunksOf(bytes, 7)),
      ]);
      expect(both.map((each) => each.digest)).toEqual([digest, digest]);
      expect((await store.put(organisation, chunksOf(new Uint8Array(), 1))).sizeBytes).toBe(0);
    });

    it('open() with a range gives exactly that range, and refuses one outside', async () => {
      const store = await make();
      await store.put(organisation, chunksOf(bytes, 999));
      const { content } = await store.open(organisation, digest, { start: 10, end: 69_999 });
      expect(Buffer.concat(await content.toArray()).equals(bytes.subarray(10))).toBe(true);
      for (const range of [
        { start: 0, end: 70_000 },
        { start: 5, end: 4 },
        { start: -1, end: 4 },
        { start: 0.5, end: 4 },
      ])
        await expect(store.open(organisation, digest, range)).rejects.toMatchObject({
          code: 'RANGE_NOT_SATISFIABLE',
        });
    });

    it('put() keeps nothing of other content than announced, of too much, or of a broken stream', async () => {
      const store = await make();
      const other = '0'.repeat(64);
      await expect(
        store.put(organisation, chunksOf(bytes, 999), { expectedDigest: other }),
      ).rejects.toMatchObject({ code: 'DIGEST_MISMATCH' });
      await expect(
        store.put(organisation, chunksOf(bytes, 999), { maximumBytes: 69_999 }),
      ).rejects.toMatchObject({ code: 'TOO_LARGE' });
      await expect(
        store.put(organisation, chunksOf(randomBytes(100_001), 999), { maximumBytes: 1e9 }),
      ).rejects.toMatchObject({ code: 'TOO_LARGE' });
      const broken = async function* () {
        yield bytes;
        await Promise.resolve();
        throw new Error('connection lost');
      };
      await expect(store.put(organisation, broken())).rejects.toThrow('connection lost');
      for (const each of [digest, other])
        await expect(store.stat(organisation, each)).rejects.toMatchObject({
          code: 'ARTIFACT_NOT_FOUND',
        });
    });

    it('keeps organisations apart', async () => {
      const store = await make();
      await store.put(organisation, chunksOf(bytes, 999));
      await expect(store.read('other', digest)).rejects.toMatchObject({
        code: 'ARTIFACT_NOT_FOUND',
      });
    });

    it.each(['', '../../etc/passwd', digest.toUpperCase(), `${digest}0`, digest.slice(1)])(
      'refuses %p as a digest',
      async (wrong) => {
        const store = await make();
        await expect(store.read(organisation, wrong)).rejects.toMatchObject({
          code: 'INVALID_DIGEST',
        });
      },
    );

    it.each(['', '..', 'a/b', '.unfinished'])('refuses %p as an organisation', async (wrong) => {
      const store = await make();
      await expect(store.read(wrong, digest)).rejects.toThrow(RangeError);
    });
  });
}
