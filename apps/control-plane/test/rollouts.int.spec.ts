import { type Harness, startHarness } from './fixtures/harness';
import { buildVariants, makeReadyModel, type ReadyModel } from './fixtures/ready-model';
import { ScriptedDevice } from './fixtures/scripted-device';
import { scriptOptimizer } from './fixtures/scripted-optimizer';
import { until } from './fixtures/until';

let harness: Harness;
let model: ReadyModel;
let devices: ScriptedDevice[];

const profileOf = (at: number) => model.profileIds[at % 3] ?? '';

beforeAll(async () => {
  harness = await startHarness();
  await scriptOptimizer(harness.bus);
  model = await makeReadyModel(harness);
  await buildVariants(harness, model);
  await until(
    () => harness.get('{ variants(state: READY) { totalCount } }'),
    ({ variants }) => (variants as { totalCount: number }).totalCount === 3,
  );
  devices = [];
  for (let at = 0; at < 6; at += 1) {
    const device = await ScriptedDevice.enrol(harness, profileOf(at), `device ${at}`);
    await device.hello();
    devices.push(device);
  }
});
afterAll(async () => {
  await harness.close();
});

interface StageNode {
  readonly state: string;
  readonly targetCount: number;
  readonly deviceCounts: readonly { readonly state: string; readonly count: number }[];
  readonly evaluation: { readonly verdict: string; readonly reasons: readonly string[] } | null;
}

interface RolloutNode {
  readonly id: string;
  readonly version: number;
  readonly progressVersion: number;
  readonly state: string;
  readonly pauseReason: string | null;
  readonly stages: readonly StageNode[];
}

const fields = `id version progressVersion state pauseReason
  stages { state targetCount deviceCounts { state count } evaluation { verdict reasons accuracy { value sampleCount } latencyP90Ms } }`;

async function start(input: object = {}): Promise<RolloutNode> {
  const data = await harness.get(
    `mutation ($input: StartRolloutInput!) { startRollout(input: $input) { ${fields} } }`,
    {
      input: {
        modelVersionId: model.modelVersionId,
        name: 'rollout',
        stages: [{ percentage: 50 }, { percentage: 100 }],
        gates: { minimumCommittedShare: 1, minimumSampleCount: 100, maximumLatencyP90Ms: 50 },
        ...input,
      },
    },
  );
  return data['startRollout'] as RolloutNode;
}

async function load(id: string): Promise<RolloutNode> {
  const data = await harness.get(`query ($id: ID!) { rollout(id: $id) { ${fields} } }`, { id });
  return data['rollout'] as RolloutNode;
}

const reaches = (id: string, passes: (rollout: RolloutNode) => boolean) =>
  until(() => load(id), passes);

async function change(verb: 'pause' | 'resume' | 'abort', id: string, expectedVersion?: number) {
  return harness.ask(
    `mutation ($input: ChangeRolloutInput!) { ${verb}Rollout(input: $input) { ${fields} } }`,
    {
      input: { id, ...(expectedVersion === undefined ? {} : { expectedVersion }) },
    },
  );
}

const offeredTo = (rolloutId: string) =>
  devices.filter((device) =>
    device.desired.some(({ models }) => models.some((each) => each.rolloutId === rolloutId)),
  );

/** Whether so many devices of the first stage have committed. */
const haveCommitted =
  (count: number) =>
  ({ stages }: RolloutNode) =>
    stages[0]?.deviceCounts.some((each) => each.state === 'SUCCEEDED' && each.count === count) ??
    false;

/** Devices that the rollout has reached, once there are so many. */
const offered = (rolloutId: string, count: number) =>
  until(
    () => Promise.resolve(offeredTo(rolloutId)),
    (list) => list.length === count,
  );

async function commit(device: ScriptedDevice, rolloutId: string): Promise<void> {
  const offer = await device.offer(rolloutId);
  for (const state of ['downloading', 'verifying', 'testing', 'committing', 'succeeded'] as const)
    await device.report(offer, state);
}

async function measureWell(device: ScriptedDevice, rolloutId: string): Promise<void> {
  await device.measure(await device.offer(rolloutId), 200, 182, 5);
}

describe('a rollout', () => {
  it('goes through its stages as devices commit and measure well, and the fleet can be asked', async () => {
    const { id } = await start();
    const first = await offered(id, 3);
    for (const device of first) await commit(device, id);
    const waiting = await reaches(id, haveCommitted(3));
    expect(waiting.stages[0]).toMatchObject({
      state: 'RUNNING',
      targetCount: 3,
      deviceCounts: [{ state: 'SUCCEEDED', count: 3 }],
    });
    await reaches(id, ({ stages }) => stages[0]?.evaluation?.verdict === 'WAIT');
    expect(offeredTo(id)).toHaveLength(3);
    for (const device of first) await measureWell(device, id);
    await reaches(id, ({ stages }) => stages[0]?.state === 'PASSED');
    const second = (await offered(id, 6)).filter((device) => !first.includes(device));
    for (const device of second) {
      await commit(device, id);
      await measureWell(device, id);
    }
    const done = await reaches(id, ({ state }) => state === 'COMPLETED');
    expect(done.stages.map(({ state }) => state)).toEqual(['PASSED', 'PASSED']);
    const data = await harness.get(
      `query ($id: ID!) { fleetMetrics(groupBy: PROFILE, filter: { rolloutId: $id }) {
        label deviceCount inferenceCount failureCount profile { name }
        accuracy { value lower upper sampleCount } latency { p50Ms p90Ms p99Ms sampleCount } } }`,
      { id },
    );
    const groups = data['fleetMetrics'] as Record<string, unknown>[];
    expect(groups).toHaveLength(3);
    for (const group of groups) {
      expect(group).toMatchObject({
        deviceCount: 2,
        inferenceCount: 400,
        failureCount: 0,
        accuracy: { value: 0.91, sampleCount: 400 },
        latency: { sampleCount: 400 },
      });
      const { p50Ms, p99Ms } = group['latency'] as { p50Ms: number; p99Ms: number };
      for (const percentile of [p50Ms, p99Ms])
        expect(Math.abs(percentile - 5)).toBeLessThanOrEqual(0.05);
    }
    const byModel = await harness.get(
      '{ fleetMetrics(groupBy: MODEL_VERSION) { label inferenceCount } }',
    );
    expect(byModel['fleetMetrics']).toEqual([{ label: 'model v1', inferenceCount: 1200 }]);
  });

  it('moves no device by late, doubled or disordered reports, or by those of another attempt', async () => {
    const { id } = await start({ stages: [{ percentage: 100 }] });
    const [device] = await offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const offer = await device.offer(id);
    const state = async () => {
      const row = await harness.database.platform.rolloutDevice.findFirst({
        where: { rolloutId: id, deviceId: device.deviceId },
      });
      return row?.state;
    };
    await device.report({ ...offer, attempt: 2 }, 'succeeded');
    await device.report({ ...offer, version: 9 }, 'succeeded');
    await device.report(offer, 'testing');
    await until(state, (each) => each === 'TESTING');
    await device.report(offer, 'downloading');
    await device.report(offer, 'testing');
    await device.report(offer, 'failed', { code: 'SELF_TEST' });
    await until(state, (each) => each === 'FAILED');
    await device.report(offer, 'succeeded');
    const other = devices.find((each) => each !== device) ?? device;
    await commit(other, id);
    await reaches(id, haveCommitted(1));
    expect(await state()).toBe('FAILED');
    await change('abort', id);
  });

  it('pauses when devices do not take it, and gives them another attempt when resumed', async () => {
    const { id } = await start();
    const first = await offered(id, 3);
    for (const device of first)
      await device.report(await device.offer(id), 'failed', {
        code: 'SELF_TEST',
        message: 'differs',
      });
    const paused = await reaches(id, ({ state }) => state === 'PAUSED');
    expect(paused.pauseReason).toContain('of 3 devices');
    await reaches(
      id,
      ({ stages }) =>
        stages[0]?.deviceCounts[0]?.state === 'FAILED' && stages[0].deviceCounts[0].count === 3,
    );
    expect(paused.stages.map(({ state }) => state)).toEqual(['FAILED', 'PENDING']);
    const counters = first.map((device) => device.desired.at(-1)?.counter ?? 0n);
    expect((await change('resume', id, paused.version)).codes).toEqual([]);
    for (const [at, device] of first.entries()) {
      const offer = await until(
        () => device.offer(id),
        ({ attempt }) => attempt === 2,
      );
      expect(offer.version).toBeGreaterThan(1);
      expect(device.desired.at(-1)?.counter).toBeGreaterThan(counters[at] ?? 0n);
    }
    expect((await change('resume', id)).codes).toEqual(['STATE_CONFLICT']);
    await change('abort', id);
  });

  it('pauses when a variant is surely worse in the fleet than it was measured', async () => {
    const { id } = await start();
    for (const device of await offered(id, 3)) {
      await commit(device, id);
      await device.measure(await device.offer(id), 500, 300, 5);
    }
    const paused = await reaches(id, ({ state }) => state === 'PAUSED');
    expect(paused.stages[0]?.evaluation).toMatchObject({ verdict: 'FAIL' });
    expect(offeredTo(id)).toHaveLength(3);
    await change('abort', id);
  });

  it('takes back what was not committed when it is aborted, and refuses a stale hand on it', async () => {
    const before = await start({ stages: [{ percentage: 100 }] });
    const all = await offered(before.id, 6);
    const [keeper, loser] = all;
    if (keeper === undefined || loser === undefined) throw new Error('nobody was offered anything');
    await commit(keeper, before.id);
    await reaches(before.id, haveCommitted(1));
    const { version } = await load(before.id);
    expect((await change('abort', before.id, version + 1)).codes).toEqual(['VERSION_CONFLICT']);
    expect((await change('abort', before.id, version)).codes).toEqual([]);
    await until(
      () => Promise.resolve(loser.desired.at(-1)?.models ?? []),
      (models) => models.every(({ rolloutId }) => rolloutId !== before.id),
    );
    expect(keeper.desired.at(-1)?.models.map(({ rolloutId }) => rolloutId)).toEqual([before.id]);
    for (const device of devices) {
      const counters = device.desired.map(({ counter }) => counter);
      expect(counters).toEqual([...counters].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    }
  });

  it('gives way to a newer one on the devices that both want', async () => {
    const older = await start({ stages: [{ percentage: 100 }] });
    await offered(older.id, 6);
    const newer = await start({ stages: [{ percentage: 100 }] });
    await offered(newer.id, 6);
    const { stages } = await load(older.id);
    expect(stages[0]?.deviceCounts).toEqual([{ state: 'SUPERSEDED', count: 6 }]);
    await change('abort', older.id);
    await change('abort', newer.id);
  });

  it('tells a device that says hello what it should run, and says so when no variant fits', async () => {
    const data = await harness.get(
      'mutation ($input: CreateHardwareProfileInput!) { createHardwareProfile(input: $input) { id } }',
      {
        input: {
          profile: {
            name: 'unbuilt',
            architecture: 'ANY',
            delegates: ['CPU'],
            schemes: ['FLOAT16'],
            maximumAccuracyLossPoints: 1,
          },
        },
      },
    );
    const { id: profileId } = data['createHardwareProfile'] as { id: string };
    const lonely = await ScriptedDevice.enrol(harness, profileId);
    const { id } = await start({
      selector: { profileIds: [profileId, profileOf(0)] },
      stages: [{ percentage: 100 }],
    });
    const rows = () =>
      harness.database.platform.rolloutDevice.findMany({ where: { rolloutId: id } });
    const settled = await until(
      rows,
      (all) => all.length === 3 && all.every(({ state }) => state !== 'PENDING'),
    );
    expect(settled.find(({ deviceId }) => deviceId === lonely.deviceId)).toMatchObject({
      state: 'NO_VARIANT',
    });
    const device = devices[0];
    if (device === undefined) throw new Error('no device');
    const offer = await device.offer(id);
    const told = device.desired.length;
    await device.hello({ session: 5n });
    await until(
      () => Promise.resolve(device.desired.length),
      (count) => count > told,
    );
    expect(await device.offer(id)).toEqual(offer);
    await change('abort', id);
  });

  it('asks a connected device again whose offer or report was lost', async () => {
    const { id } = await start({ stages: [{ percentage: 100 }] });
    const [device] = await offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const before = device.desired.at(-1)?.counter ?? 0n;
    await harness.database.platform.rolloutDevice.updateMany({
      where: { rolloutId: id },
      data: { updatedAt: new Date(0) },
    });
    await until(
      () => Promise.resolve(device.desired.at(-1)),
      (desired) => (desired?.counter ?? 0n) > before,
    );
    expect(await device.offer(id)).toMatchObject({ attempt: 1, version: 1 });
    await change('abort', id);
  });

  it('goes on after its control plane, and PostgreSQL, were killed or started again', async () => {
    const { id } = await start();
    const first = await offered(id, 3);
    for (const device of first) await commit(device, id);
    await reaches(id, haveCommitted(3));
    await harness.restart();
    process.kill(harness.postgres.server.processId, 'SIGKILL');
    for (const device of first) await measureWell(device, id);
    const second = (await offered(id, 6)).filter((device) => !first.includes(device));
    process.kill(harness.postgres.server.processId, 'SIGKILL');
    for (const device of second) {
      await commit(device, id);
      await measureWell(device, id);
    }
    await reaches(id, ({ state }) => state === 'COMPLETED');
  });

  it.each([
    [{ stages: [] }],
    [{ stages: [{ percentage: 50 }, { percentage: 50 }] }],
    [{ stages: [{ percentage: 101 }] }],
    [{ gates: { minimumCommittedShare: 2 } }],
    [{ name: '' }],
  ])('is refused with %j', async (input) => {
    const all = {
      modelVersionId: model.modelVersionId,
      name: 'r',
      stages: [{ percentage: 100 }],
      ...input,
    };
    const answer = await harness.ask(
      'mutation ($input: StartRolloutInput!) { startRollout(input: $input) { id } }',
      {
        input: all,
      },
    );
    expect(answer.codes).toEqual(['INVALID_INPUT']);
  });
});

describe('rolloutChanged', () => {
  it('begins with what is and tells each step', async () => {
    const { id } = await start({ stages: [{ percentage: 50 }] });
    const seen: RolloutNode[] = [];
    harness.subscribe().subscribe<{ rolloutChanged: RolloutNode }>(
      {
        query: `subscription ($id: ID!) { rolloutChanged(id: $id) { ${fields} } }`,
        variables: { id },
      },
      {
        next: ({ data }) => {
          if (data) seen.push(data.rolloutChanged);
        },
        error: () => undefined,
        complete: () => undefined,
      },
    );
    await until(
      () => Promise.resolve(seen),
      (all) => all.length > 0,
    );
    for (const device of await offered(id, 3)) {
      await commit(device, id);
      await measureWell(device, id);
    }
    await until(
      () => Promise.resolve(seen.at(-1)),
      (last) => last?.state === 'COMPLETED',
    );
    const versions = seen.map(({ progressVersion }) => progressVersion);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});

describe('telemetry', () => {
  it('counts each window once, acknowledges in order after it is stored, and refuses the impossible', async () => {
    const device = await ScriptedDevice.enrol(harness, profileOf(0), 'counter');
    await device.hello();
    const [release] = await harness.database.platform.deviceRelease.findMany({
      include: { variant: true },
    });
    if (release === undefined) throw new Error('nothing was ever released');
    const offer = {
      model: release.modelId,
      rolloutId: '',
      attempt: 1,
      version: 1,
      modelVersion: 1,
      variants: [{ variantId: release.variantId }],
    } as never;
    const stored = () =>
      harness.database.platform.telemetryWindow.findMany({ where: { deviceId: device.deviceId } });
    const newest = () => Promise.resolve(device.acknowledged.at(-1)?.sequence);
    const window = await device.measure(offer, 10, 9, 3);
    await until(newest, (sequence) => sequence === 1n);
    await device.send(window);
    await device.send({ ...window, sequence: 3n });
    await until(stored, (rows) => rows.length === 2);
    expect(await newest()).toBe(1n);
    await device.send({ ...window, sequence: 2n });
    await until(newest, (sequence) => sequence === 3n);
    expect(await stored()).toHaveLength(3);
    const impossible = [
      { correctCount: 11n },
      { latencySketch: new Uint8Array([1, 2, 3]) },
      { variantId: 'unknown' },
      { startedAtMs: window.endedAtMs + 1n },
      { endedAtMs: 4_000_000_000_000n },
    ];
    for (const [at, wrong] of impossible.entries())
      await device.send({ ...window, sequence: BigInt(at) + 4n, ...wrong });
    await until(newest, (sequence) => sequence === 8n);
    expect(await stored()).toHaveLength(3);
    const rejected = () =>
      harness.database.platform.rejectedMessage.findMany({ where: { deviceId: device.deviceId } });
    const reasons = await until(rejected, (rows) => rows.length === impossible.length);
    expect(new Set(reasons.map(({ code }) => code))).toEqual(
      new Set([
        'WINDOW_INCONSISTENT',
        'SKETCH_MALFORMED',
        'UNKNOWN_VARIANT',
        'WINDOW_TIME_INVALID',
      ]),
    );
  });
});
