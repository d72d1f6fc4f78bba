import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inDatabase } from './database';
import { DemoProcess, type Summary } from './demo-process';
import { eventually, isRunning, processesWith } from './processes';

jest.setTimeout(480_000);

// Reads /proc to find processes.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

onLinux('npm start', () => {
  const folders: string[] = [];
  const running: DemoProcess[] = [];
  let undisturbed: Summary;

  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'flotilla-demo-'));
    // As root, PostgreSQL runs under another account and must get there.
    await chmod(folder, 0o755);
    folders.push(folder);
    return folder;
  };
  const start = (folder: string, ...options: string[]) => {
    const demo = new DemoProcess(folder, ...options);
    running.push(demo);
    return demo;
  };
  const result = ({ variants, rollouts, devices }: Summary) => ({
    variants: variants.map(({ profile, scheme, digest }) => ({ profile, scheme, digest })),
    rollouts,
    devices,
  });
  const finish = async (demo: DemoProcess): Promise<Summary> => {
    const { exitCode, summary, output } = await demo.finished();
    if (exitCode !== 0 || summary === null) throw new Error(`exit code ${exitCode}:\n${output}`);
    return summary;
  };

  afterAll(async () => {
    for (const demo of running) demo.kill();
    for (const folder of folders) {
      for (const id of processesWith(folder)) process.kill(id, 'SIGKILL');
      await eventually(() => processesWith(folder).length === 0);
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('goes from the sample to a fleet-wide answer: variants small and accurate enough, event loop never blocked, nothing left behind', async () => {
    const folder = await newFolder();
    const demo = start(folder, '--once', '--json');
    undisturbed = await finish(demo);
    // No number without what really ran, in the fleet's table as in the variants'.
    await demo.printed(/fleet answers[^]*GPU, float16[^]*GPU absent, ran XNNPACK/u);
    expect(undisturbed.rollouts).toEqual([{ state: 'COMPLETED', stages: ['PASSED', 'PASSED'] }]);
    const bars: Record<string, { file: number; weights: number; points: number }> = {
      INT8: { file: 0.3, weights: 0.26, points: 1 },
      // Depthwise weights stay float.
      DYNAMIC: { file: 1, weights: 0.28, points: 0.5 },
      FLOAT16: { file: 0.52, weights: 0.505, points: 0.1 },
    };
    expect(undisturbed.variants.map(({ scheme }) => scheme).sort()).toEqual(
      Object.keys(bars).sort(),
    );
    for (const { scheme, fileSizeRatio, weightRatio, top1, floatTop1 } of undisturbed.variants) {
      const bar = bars[scheme!]!;
      expect(fileSizeRatio).toBeLessThanOrEqual(bar.file);
      expect(weightRatio).toBeLessThanOrEqual(bar.weights);
      expect(100 * (floatTop1!.value - top1!.value)).toBeLessThanOrEqual(bar.points);
      expect(top1!.sampleCount).toBe(1000);
    }
    const digests = new Map(undisturbed.variants.map(({ profile, digest }) => [profile, digest]));
    expect(undisturbed.devices).toHaveLength(6);
    for (const { profile, digest } of undisturbed.devices)
      expect(digest).toBe(digests.get(profile!));
    // While it converted, quantized and measured, servers and broker had their turn. In processor time of the main
    // thread, which hardly depends on what else the machine does.
    expect(undisturbed.longestTurnMs).toBeLessThan(50);
    expect(await eventually(() => processesWith(folder).length === 0)).toBe(true);

    // Whom somebody has revoked since, nobody waits for.
    await inDatabase(folder, async ({ platform }) => {
      const revoked = { where: { name: 'demo-1a' }, data: { revokedAt: new Date() } };
      expect((await platform.device.updateMany(revoked)).count).toBe(1);
    });
    const again = await finish(start(folder, '--once', '--json'));
    expect(result(again)).toEqual(result(undisturbed));
  });

  it('goes on after it was killed while building, and again while rolling out', async () => {
    const folder = await newFolder();
    const first = start(folder, '--once', '--json');
    await first.printed(/float32 \d+ %/u);
    first.kill();
    await first.finished();
    const second = start(folder, '--once', '--json');
    await second.printed(/stage 1 of 2 .*succeeded/u);
    second.kill();
    await second.finished();
    expect(result(await finish(start(folder, '--once', '--json')))).toEqual(result(undisturbed));
  });

  it.each([
    [
      'an agent',
      async (demo: DemoProcess) =>
        Promise.resolve(processesWith(join(demo.dataDirectory, 'agents', 'demo-2a'))[0]),
    ],
    ['PostgreSQL', (demo: DemoProcess) => demo.postgresProcessId()],
  ])('finishes the rollout when %s is killed in it', async (_, find) => {
    const demo = start(await newFolder(), '--once', '--json');
    await demo.printed(/stage 1 of 2/u);
    const victim = await find(demo);
    process.kill(victim!, 'SIGKILL');
    expect(await eventually(() => !isRunning(victim!))).toBe(true);
    expect(result(await finish(demo))).toEqual(result(undisturbed));
  });

  it('survives Ctrl-C in a terminal at any moment, a worker that is killed, and work that failed', async () => {
    const folder = await newFolder();
    const interrupted = async (demo: DemoProcess, moment: Promise<unknown>) => {
      await moment;
      demo.interrupt();
      const { exitCode, output } = await demo.finished();
      if (exitCode !== 130) throw new Error(`exit code ${exitCode}:\n${output}`);
      expect(await eventually(() => processesWith(folder).length === 0)).toBe(true);
    };
    const unfinished = join(folder, 'postgres/data.unfinished');
    const first = start(folder, '--once', '--json');
    await interrupted(
      first,
      eventually(() => existsSync(unfinished)),
    );
    const importing = start(folder, '--once', '--json');
    await interrupted(importing, importing.workerProcessId());
    // As an import is left that came to nothing however often it was tried.
    await inDatabase(folder, async ({ platform }) => {
      const rejected = { state: 'REJECTED', problemCode: 'JOB_LOST', problemMessage: '' } as const;
      expect((await platform.modelVersion.updateMany({ data: rejected })).count).toBe(1);
      await platform.dataset.updateMany({ data: rejected });
    });
    const building = start(folder, '--once', '--json');
    await interrupted(building, building.printed(/float32 \d+ %/u));
    await inDatabase(folder, async ({ platform }) => {
      const failed = { state: 'FAILED', problemCode: 'JOB_LOST', problemMessage: '' } as const;
      expect((await platform.variant.updateMany({ data: failed })).count).toBe(3);
    });
    const robbed = start(folder, '--once', '--json');
    // One variant is done, so the worker has the next one in hand.
    await robbed.printed(/ ready/u);
    process.kill(await robbed.workerProcessId(), 'SIGKILL');
    await interrupted(robbed, robbed.printed(/stage 1 of 2/u));
    expect(result(await finish(start(folder, '--once', '--json')))).toEqual(result(undisturbed));
  });
});

describe('npm start with wrong options', () => {
  it.each([
    [['--port', '70000']],
    [['--port', 'x']],
    [['--colour']],
    [['--once', '--no-demo']],
    [['surplus']],
  ])('%p: one line, exit code 2', async (options) => {
    const demo = new DemoProcess(join(tmpdir(), 'flotilla-never-made'), ...options);
    const { exitCode, output } = await demo.finished();
    expect(exitCode).toBe(2);
    expect(output.trim().split('\n')).toHaveLength(1);
  });
});
