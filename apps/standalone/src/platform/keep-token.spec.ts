import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepToken } from './keep-token';

const never = () => Promise.reject(new Error('not asked for'));

describe('keepToken()', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'token-'))));
  afterEach(() => rm(folder, { recursive: true }));

  it('keeps what the first start was given, for its owner alone, and gives it to later starts', async () => {
    const path = join(folder, 'token');
    expect(await keepToken(path, 'first', never)).toBe('first');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await keepToken(path, null, never)).toBe('first');
  });

  it('asks for another when the first was lost', async () => {
    const path = join(folder, 'token');
    expect(await keepToken(path, null, () => Promise.resolve('second'))).toBe('second');
    expect(await keepToken(path, null, never)).toBe('second');
  });
});
