import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepToken } from './keep-token';

const never = () => Promise.reject(new Error('not asked for'));
const tokenOf = (character: string) => `flt_${character.repeat(43)}`;
const first = tokenOf('a');

describe('keepToken()', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'token-'));
    path = join(folder, 'token');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps what the first start was given, for its owner alone, and gives it to later starts', async () => {
    expect(await keepToken(path, first, never)).toBe(first);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await keepToken(path, null, never)).toBe(first);
  });

  it('asks for another when the first was lost', async () => {
    const second = tokenOf('b');
    expect(await keepToken(path, null, () => Promise.resolve(second))).toBe(second);
    expect(await keepToken(path, null, never)).toBe(second);
  });

  it('takes an end of line that an editor left behind', async () => {
    await writeFile(path, `${first}\n`);
    expect(await keepToken(path, null, never)).toBe(first);
  });

  it.each(['', first.slice(0, -1), `${first}x`, 'something else'])(
    'refuses a file that holds %j',
    async (text) => {
      await writeFile(path, text);
      await expect(keepToken(path, null, never)).rejects.toMatchObject({ code: 'TOKEN_DAMAGED' });
    },
  );
});
