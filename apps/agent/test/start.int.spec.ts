import { once } from 'node:events';
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

const oneLine = expect.stringMatching(/^[^{\n]+\n$/) as string;

describe('an agent that cannot start', () => {
  it('leaves a folder to the agent that has it, whose death leaves it to the next', async () => {
    const first = device.spawn();
    await until('hello', () => platform.hellos[0]);
    expect(await device.end()).toEqual({ exitCode: 1, stderr: oneLine });
    expect(platform.hellos).toHaveLength(1);
    first.kill('SIGKILL');
    await once(first, 'exit');
    device.spawn();
    const next = await until('the next hello', () => platform.hellos[1]);
    expect(next.session).toBeGreaterThan(platform.hellos[0]?.session ?? 0n);
  });

  it('says in one line that its token was refused, and in its log', async () => {
    platform.artifacts.enrol = () => 403;
    expect(await device.end()).toEqual({ exitCode: 2, stderr: oneLine });
    const log = await readFile(join(device.dataDir, 'agent.log'), 'utf8');
    expect(JSON.parse(log.trim())).toMatchObject({ level: 60, code: 'ENROLMENT_REFUSED' });
  });

  it('does not blame the token where no gateway answers', async () => {
    platform.artifacts.enrol = () => 404;
    await expect(device.start()).rejects.toMatchObject({ code: 'NOT_A_GATEWAY' });
    platform.artifacts.enrol = () => platform.deviceId;
    await device.start();
  });

  it('spends no token on an input source that is not there', async () => {
    const stderr = oneLine;
    const extra = ['--input-source', join(device.dataDir, 'nowhere')];
    expect(await device.end(extra)).toEqual({ exitCode: 2, stderr });
    expect(platform.artifacts.enrolments).toEqual([]);
  });

  it('says in one line that its data folder is a file', async () => {
    const file = join(device.dataDir, 'file');
    await writeFile(file, '');
    const extra = ['--data-dir', file, '--log-file', join(file, 'agent.log')];
    expect(await device.end(extra)).toEqual({ exitCode: 2, stderr: oneLine });
  });
});

describe('the log', () => {
  it('tells which variant runs, also after a restart', async () => {
    const running = async (): Promise<number> => {
      const log = await readFile(join(device.dataDir, 'agent.log'), 'utf8');
      return log.split('variant is running').length - 1;
    };
    const agent = await device.start();
    await platform.desire(target(1, [offer(platform, tinyModel(1))]));
    await platform.settled({ state: 'succeeded' });
    expect(await running()).toBe(1);
    await agent.stop();
    await device.start();
    expect(await running()).toBe(2);
  });
});
