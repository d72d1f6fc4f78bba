import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { createFolderArtifactStore } from '@flotilla/artifact-store';
import { artifactStoreContract } from './artifact-store-contract';

const directories: string[] = [];

async function makeDirectory(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'flotilla-store-'));
  directories.push(directory);
  return directory;
}

afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true });
});

artifactStoreContract('createFolderArtifactStore()', async () =>
  createFolderArtifactStore({ root: await makeDirectory(), maximumBytes: 100_000 }),
);

describe('createFolderArtifactStore()', () => {
  it('clears what an interrupted writer left, and leaves what one may still write', async () => {
    const root = await makeDirectory();
    const unfinished = path.join(root, '.unfinished');
    await mkdir(unfinished);
    await writeFile(path.join(unfinished, 'old'), 'half');
    await writeFile(path.join(unfinished, 'new'), 'half');
    await utimes(path.join(unfinished, 'old'), 1, 1);
    await createFolderArtifactStore({ root }).put('default', Readable.from([Buffer.from('x')]));
    expect(await readdir(unfinished)).toEqual(['new']);
  });
});
