import { Fleet } from './fixtures/fleet';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
});
afterAll(async () => {
  await fleet.harness.close();
});

/** Gates that these tests never pass. */
const patient = { minimumCommittedShare: 1, minimumSampleCount: 1_000_000 };

/** Inferences that the fleet is said to have made. */
async function counted(filter: object = {}): Promise<number> {
  const data = await fleet.harness.get(
    'query ($filter: FleetMetricsFilter) { fleetMetrics(groupBy: MODEL_VERSION, filter: $filter) { inferenceCount } }',
    { filter },
  );
  const [group] = data['fleetMetrics'] as { inferenceCount: number }[];
  return group?.inferenceCount ?? 0;
}

describe('telemetry', () => {
  it('counts each window once, acknowledges in order after it is stored, and refuses the impossible', async () => {
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const [device] = await fleet.offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const offer = await device.offer(id);
    const newest = () => Promise.resolve(device.acknowledged.at(-1)?.sequence);
    const window = await device.measure(offer, 10, 9, 3);
    await until(newest, (sequence) => sequence === 1n);
    await device.send(window);
    await device.send({ ...window, sequence: 3n });
    await until(counted, (inferenceCount) => inferenceCount === 20);
    expect(await newest()).toBe(1n);
    await device.send({ ...window, sequence: 2n });
    await until(newest, (sequence) => sequence === 3n);
    expect(await counted()).toBe(30);
    expect(await fleet.harness.database.platform.telemetryWindow.count()).toBe(0);
    const impossible = [
      { correctCount: 11n },
      { latencySketch: new Uint8Array([1, 2, 3]) },
      { variantId: 'unknown' },
      { startedAtMs: window.endedAtMs + 1n },
      { endedAtMs: 4_000_000_000_000n },
      { delegate: 'x\u0000y' },
      { inferenceCount: 2n ** 52n },
    ];
    for (const [at, wrong] of impossible.entries())
      await device.send({ ...window, sequence: BigInt(at) + 4n, ...wrong });
    await until(newest, (sequence) => sequence === 10n);
    expect(await counted()).toBe(30);
    const rejected = () =>
      fleet.harness.database.platform.rejectedMessage.findMany({
        where: { deviceId: device.deviceId },
      });
    const reasons = await until(rejected, (rows) => rows.length === impossible.length);
    expect(new Set(reasons.map(({ code }) => code))).toEqual(
      new Set([
        'WINDOW_INCONSISTENT',
        'SKETCH_MALFORMED',
        'UNKNOWN_VARIANT',
        'WINDOW_TIME_INVALID',
        'DELEGATE_INVALID',
        'WINDOW_TOO_LARGE',
      ]),
    );
  });

  it('loses nothing and doubles nothing when devices send at the same time', async () => {
    const before = await counted();
    const { id } = await fleet.start({ stages: [{ percentage: 100 }], gates: patient });
    const devices = await fleet.offered(id, 6);
    for (const device of devices) await fleet.commit(device, id);
    const session = 77n;
    await Promise.all(
      devices.map(async (device) => {
        device.session = session;
        const window = await device.measure(await device.offer(id), 10, 9, 3);
        const again = Array.from({ length: 24 }, (_, at) => ({
          ...window,
          sequence: BigInt((at * 7) % 12) + 1n,
        }));
        await Promise.all(again.map((each) => device.send(each)));
      }),
    );
    const newest = () => Promise.resolve(devices.map(({ acknowledged }) => acknowledged.at(-1)));
    await until(newest, (all) => all.every((last) => (last?.sequence ?? 0n) >= 12n));
    expect(await counted()).toBe(before + 6 * 12 * 10);
    const evidence = await fleet.harness.database.platform.rolloutEvidence.findMany({
      where: { rolloutId: id },
    });
    const sum = evidence.reduce((total, { labelledCount }) => total + Number(labelledCount), 0);
    expect(sum).toBe(6 * 12 * 10);
    await fleet.change('abort', id);
  });

  it('tells what really ran, and how that differs from the profile that the numbers stand under', async () => {
    const ranOn = async (groupBy: string) => {
      const data = await fleet.harness.get(
        `{ fleetMetrics(groupBy: ${groupBy}) { label ranOn { delegate architecture note deviceCount } } }`,
      );
      return data['fleetMetrics'] as { label: string; ranOn: Record<string, unknown>[] }[];
    };
    const x64 = { delegate: 'xnnpack', architecture: 'x64', deviceCount: 2 };
    expect(await ranOn('PROFILE')).toEqual([
      { label: 'GPU, float16', ranOn: [{ ...x64, note: 'GPU absent, ran XNNPACK' }] },
      { label: 'Low memory, dynamic range', ranOn: [{ ...x64, note: '' }] },
      { label: 'arm64 CPU, XNNPACK int8', ranOn: [{ ...x64, note: 'arm64 absent, ran x64' }] },
    ]);
    const [whole] = await ranOn('MODEL_VERSION');
    expect(whole?.ranOn.map(({ note }) => note).sort()).toEqual([
      '',
      'GPU absent, ran XNNPACK',
      'arm64 absent, ran x64',
    ]);

    const [device] = fleet.devices;
    const { telemetrySummary, device: devices } = fleet.harness.database.platform;
    await devices.updateMany({
      where: { id: device!.deviceId },
      data: { architecture: 'arm64' },
    });
    await telemetrySummary.updateMany({
      where: { deviceId: device!.deviceId },
      data: { delegate: 'cpu' },
    });
    const all = await ranOn('PROFILE');
    const mixed = all.find(({ ranOn: kinds }) => kinds.length === 2);
    expect(mixed?.ranOn).toContainEqual({
      delegate: 'cpu',
      architecture: 'arm64',
      note: expect.stringContaining('ran CPU') as string,
      deviceCount: 1,
    });
  });

  it('answers for recent times in spans of five minutes, and keeps as many rows however much is sent', async () => {
    const { telemetrySummary } = fleet.harness.database.platform;
    const rows = await telemetrySummary.findMany({ where: { grain: 'HOUR' } });
    expect(rows.length).toBeLessThan(40);
    const old = rows[0];
    if (old === undefined) throw new Error('nothing was counted');
    const startedAt = new Date(Math.floor(Date.now() / 300_000) * 300_000 - 3_600_000);
    await telemetrySummary.create({ data: { ...old, grain: 'FIVE_MINUTES', startedAt } });
    const since = (minutes: number) => ({ since: new Date(Date.now() - minutes * 60_000) });
    expect(await counted(since(120))).toBe((await counted(since(30))) + Number(old.inferenceCount));
    expect(await counted(since(120))).toBeGreaterThan(await counted(since(30)));
  });
});
