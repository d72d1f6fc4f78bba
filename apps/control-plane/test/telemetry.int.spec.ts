import { Fleet } from './fixtures/fleet';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
});
afterAll(async () => {
  await fleet.harness.close();
});

describe('telemetry', () => {
  it('counts each window once, acknowledges in order after it is stored, and refuses the impossible', async () => {
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const [device] = await fleet.offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const offer = await device.offer(id);
    const stored = () =>
      fleet.harness.database.platform.telemetryWindow.findMany({
        where: { deviceId: device.deviceId },
      });
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
      ]),
    );
  });
});
