import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeOutputFile } from './output-file';

describe('writeOutputFile()', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-output-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('replaces a file and leaves nothing beside it', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, 'old');
    await writeOutputFile(path, Buffer.from('new'));
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(folder)).toEqual(['file']);
  });

  it.each(['no/such/folder/file', 'a-folder', 'file/below-a-file'])('refuses %s', async (path) => {
    mkdirSync(join(folder, 'a-folder'), { recursive: true });
    await expect(writeOutputFile(join(folder, path), Buffer.from('x'))).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
    });
  });

  it('refuses a device, which renaming would replace', async () => {
    await expect(writeOutputFile('/dev/null', Buffer.from('x'))).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
    });
  });
});
