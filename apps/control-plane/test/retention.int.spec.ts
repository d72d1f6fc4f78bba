import { Fleet } from './fixtures/fleet';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start({ retentionIntervalMs: 100, maximumRejectedMessages: 5 });
});
afterAll(async () => {
  await fleet.harness.close();
});

const longAgo = new Date(Date.now() - 100 * 86_400_000);
const own = { organisationId: 'default' };

describe('retention', () => {
  it('deletes what is past its time, and keeps the newest rejected messages of a device', async () => {
    const { platform } = fleet.harness.database;
    const [device] = fleet.devices;
    const deviceId = device?.deviceId ?? '';
    const message = { ...own, deviceId, topic: 't', code: 'C' };
    await platform.rejectedMessage.createMany({
      data: Array.from({ length: 20 }, (_, at) => ({ ...message, message: `new ${at}` })),
    });
    await platform.rejectedMessage.create({
      data: { ...message, deviceId: 'other', message: 'old', createdAt: longAgo },
    });
    await platform.idempotencyKey.createMany({
      data: [
        { ...own, keyHash: 'old', operation: 'o', inputHash: 'i', result: '', createdAt: longAgo },
        { ...own, keyHash: 'new', operation: 'o', inputHash: 'i', result: '' },
      ],
    });
    await platform.deviceCommand.create({
      data: { ...own, deviceId, kind: 'PING', createdAt: longAgo },
    });
    const left = await until(
      () => platform.rejectedMessage.findMany({ orderBy: { id: 'asc' } }),
      (rows) => rows.length === 5,
    );
    expect(left.map((row) => row.message)).toEqual([15, 16, 17, 18, 19].map((at) => `new ${at}`));
    await until(
      () => platform.idempotencyKey.findMany({ where: { operation: 'o' } }),
      (rows) => rows.length === 1 && rows[0]?.keyHash === 'new',
    );
    await until(
      () => platform.deviceCommand.count(),
      (count) => count === 0,
    );
  });

  it('forgets sessions that are over, refuses what still comes of them, and deletes old summaries', async () => {
    const { platform } = fleet.harness.database;
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const [device] = await fleet.offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const newest = () => Promise.resolve(device.acknowledged.at(-1));
    const window = await device.measure(await device.offer(id), 10, 9, 3);
    await until(newest, (last) => last?.sequence === 1n);
    const age = () => platform.telemetrySession.updateMany({ data: { lastReceivedAt: longAgo } });
    await age();
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(await platform.telemetrySession.count()).toBe(1);
    await device.hello({ session: 2n });
    await until(
      () => platform.telemetrySession.count(),
      (count) => count === 0,
    );
    await device.send({ ...window, sequence: 2n });
    await until(newest, (last) => last?.sequence === 2n);
    expect(
      await until(
        () => platform.rejectedMessage.count({ where: { code: 'SESSION_FORGOTTEN' } }),
        (count) => count === 1,
      ),
    ).toBe(1);
    await device.send({ ...window, session: 2n });
    await until(newest, (last) => last?.session === 2n);
    await platform.telemetrySummary.updateMany({ data: { startedAt: longAgo } });
    await until(
      () => platform.telemetrySummary.count(),
      (count) => count === 0,
    );
    await fleet.change('abort', id);
  });
});
