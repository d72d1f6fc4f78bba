import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Device, offer, target } from './device';
import { Platform, until } from './platform';
import { tinyModel } from './tiny-model';

let platform: Platform;
let device: Device;

beforeEach(async () => {
  platform = await Platform.start();
  device = await Device.make(platform);
});

afterEach(async () => {
  await device.destroy();
  await platform.stop();
});

describe('a device that loses power', () => {
  it('finishes an update whose download it was killed in', async () => {
    const large = tinyModel(3, 100_000);
    platform.artifacts.fault = (_digest, nth) =>
      nth === 1 ? { kind: 'stall-after', bytes: 60_000 } : { kind: 'none' };
    await platform.desire(target(1, [offer(platform, large)]));
    const child = device.spawn();
    const part = join(device.dataDir, 'models', `${large.digest}.tflite.part`);
    await until('half a download', () => existsSync(part) && statSync(part).size === 60_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await until('the last will', () => platform.wills[0])).toEqual({
      session: platform.hellos[0]?.session,
    });

    device.spawn();
    expect(await platform.settled()).toMatchObject({ state: 'succeeded', attempt: 1 });
    const ranges = platform.artifacts.requests
      .filter(({ digest }) => digest === large.digest)
      .map(({ range }) => range);
    expect(ranges).toEqual([undefined, 'bytes=60000-']);
  });

  it('ends with the process that started it', async () => {
    const parent = device.spawnUnderParent();
    await until('hello', () => platform.hellos[0]);
    parent.kill('SIGKILL');
    await until('the farewell', () => platform.wills[0]);
    const log = await readFile(join(device.dataDir, 'agent.log'), 'utf8');
    expect(log).toContain('agent stops');
  });

  it('ends cleanly on SIGTERM', async () => {
    const child = device.spawn();
    await until('hello', () => platform.hellos[0]);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(platform.wills).toHaveLength(1);
  });
});

describe('a device with a damaged disk', () => {
  const [first, second] = [tinyModel(1), tinyModel(2)];

  it('falls to the previous variant when the active file is damaged', async () => {
    const agent = await device.start();
    await platform.desire(target(1, [offer(platform, first)]));
    await platform.settled({ attempt: 1, state: 'succeeded' });
    await platform.desire(target(2, [offer(platform, second)]));
    await platform.settled({ attempt: 2, state: 'succeeded' });
    await agent.stop();
    await writeFile(join(device.dataDir, 'models', `${second.digest}.tflite`), 'damaged');
    await device.start();
    await platform.settled({ attempt: 2, state: 'rolled-back', code: 'ACTIVE_UNUSABLE' });
    expect(platform.hellos.at(-1)?.installed).toMatchObject([
      { digest: first.digest, active: true },
    ]);
  });

  it('fetches the variant again when there is no previous one', async () => {
    const agent = await device.start();
    await platform.desire(target(1, [offer(platform, first)]));
    await platform.settled({ attempt: 1, state: 'succeeded' });
    await agent.stop();
    await writeFile(join(device.dataDir, 'models', `${first.digest}.tflite`), 'damaged');
    platform.progress.length = 0;
    await device.start();
    await platform.settled({ attempt: 1, state: 'succeeded' });
    await platform.command({ id: 'r', kind: 'report', model: '' });
    const hello = await until('a hello', () => platform.hellos[2]);
    expect(hello.installed).toMatchObject([{ digest: first.digest, active: true }]);
  });

  it('begins a new journal when the old one is unreadable, and is told again what to run', async () => {
    const agent = await device.start();
    await platform.desire(target(1, [offer(platform, first)]));
    await platform.settled({ attempt: 1, state: 'succeeded' });
    await agent.stop();
    const downloads = platform.artifacts.requests.length;
    await writeFile(join(device.dataDir, 'journal.json'), '{"format":1,');
    platform.progress.length = 0;
    await device.start();
    await platform.settled({ attempt: 1, state: 'succeeded' });
    expect(platform.artifacts.requests).toHaveLength(downloads);
    expect(platform.hellos[1]?.session).toBeGreaterThan(platform.hellos[0]?.session ?? 0n);
  });
});
