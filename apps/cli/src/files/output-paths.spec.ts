import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkOutputPaths } from './output-paths';

describe('checkOutputPaths()', () => {
  const folder = mkdtempSync(join(tmpdir(), 'flotilla-outputs-'));
  const file = (name: string): string => join(folder, name);
  const input = file('input');

  beforeAll(() => {
    writeFileSync(input, 'x');
    mkdirSync(file('real'));
    symlinkSync(input, file('symbolic-link'));
    linkSync(input, file('hard-link'));
    symlinkSync(file('real'), file('linked-folder'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['itself', input],
    ['its relative path', relative(process.cwd(), input)],
    ['a symbolic link to it', file('symbolic-link')],
    ['a hard link to it', file('hard-link')],
    ['a way round to it', `${folder}/real/../input`],
  ])('refuses an output that is an input, named by %s', async (_, output) => {
    await expect(checkOutputPaths({ outputs: [output], inputs: [input] })).rejects.toMatchObject({
      code: 'OUTPUT_TAKEN',
    });
  });

  it('refuses two results in one file that is not there yet', async () => {
    const outputs = [file('real/new'), file('linked-folder/new')];
    await expect(checkOutputPaths({ outputs, inputs: [input] })).rejects.toMatchObject({
      code: 'OUTPUT_TAKEN',
    });
  });

  it('takes files of their own, also ones that are there already', async () => {
    writeFileSync(file('old'), 'x');
    const outputs = [file('old'), file('new')];
    await expect(checkOutputPaths({ outputs, inputs: [input] })).resolves.toBeUndefined();
  });
});
