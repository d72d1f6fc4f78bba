import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './open-data-folder';

describe('openDataFolder()', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'data-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('makes it with the folders above, and takes one that is there', async () => {
    const path = join(folder, 'a/b');
    await openDataFolder(path);
    await openDataFolder(path);
    expect(await readdir(path)).toEqual([]);
  });

  it.each(['file', 'file/below'])('refuses %s', async (path) => {
    await writeFile(join(folder, 'file'), '');
    await expect(openDataFolder(join(folder, path))).rejects.toMatchObject({
      code: 'DATA_FOLDER_UNUSABLE',
    });
  });

  // Root may write everywhere.
  (process.getuid?.() === 0 ? it.skip : it)('refuses one that is read-only', async () => {
    await chmod(folder, 0o555);
    for (const path of [folder, join(folder, 'below')])
      await expect(openDataFolder(path)).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });
});
