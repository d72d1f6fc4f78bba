import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { lockDataFolder } from './lock-data-folder';

describe('lockDataFolder()', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'agent-lock-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const lock = (waitMs = 0) => lockDataFolder(join(folder, 'data'), { waitMs });

  it('keeps others out until it is let go', async () => {
    const release = await lock();
    await expect(lock()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    await release();
    await (
      await lock()
    )();
  });

  it('waits for a predecessor that is about to go', async () => {
    const release = await lock();
    const next = lock(10_000);
    await release();
    await (
      await next
    )();
  });

  it('gives up waiting when it is told to stop', async () => {
    const release = await lock();
    const stopping = new AbortController();
    const next = lockDataFolder(join(folder, 'data'), { signal: stopping.signal });
    stopping.abort();
    await expect(next).rejects.toMatchObject({ name: 'AbortError' });
    await release();
  });

  it('is left by a process that is killed', async () => {
    const script = `require(${JSON.stringify(resolve(__dirname, 'lock-data-folder.ts'))})
      .lockDataFolder(${JSON.stringify(join(folder, 'data'))}).then(() => console.log('locked'));
      setInterval(() => undefined, 1_000);`;
    const child = spawn(
      process.execPath,
      ['-C', '@flotilla/source', '-r', '@swc-node/register', '-e', script],
      { cwd: resolve(__dirname, '../../../..'), stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    await expect(lock()).rejects.toMatchObject({ code: 'DATA_FOLDER_IN_USE' });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (
      await lock()
    )();
  });

  it('lets one of many have what a killed process left, in a folder of whatever name', async () => {
    const data = join(folder, 'd'.repeat(200));
    await mkdir(data);
    await abandonedSocket(join(data, 'agent.7.lock'));
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockDataFolder(data, { waitMs: 1_000 })),
    );
    const taken = tries.filter((each) => each.status === 'fulfilled');
    expect(taken).toHaveLength(1);
    expect((await readdir(data)).filter((name) => name === 'agent.7.lock')).toEqual([]);
    await taken[0]?.value();
    expect(await readdir(data)).toEqual([]);
  });

  it('refuses a file in the place of a folder', async () => {
    await writeFile(join(folder, 'data'), '');
    await expect(lock()).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });

  // Root may write everywhere.
  (process.getuid?.() === 0 ? it.skip : it)('refuses a folder that is read-only', async () => {
    await chmod(folder, 0o555);
    await expect(lock()).rejects.toMatchObject({ code: 'DATA_FOLDER_UNUSABLE' });
  });
});

/** What a process that is killed leaves: the name of a socket that nobody listens on. */
async function abandonedSocket(path: string): Promise<void> {
  const script = `process.chdir(${JSON.stringify(dirname(path))});
    require('node:net').createServer().listen(${JSON.stringify(basename(path))}, () => process.kill(process.pid, 'SIGKILL'));`;
  await once(spawn(process.execPath, ['-e', script], { stdio: 'inherit' }), 'exit');
}
