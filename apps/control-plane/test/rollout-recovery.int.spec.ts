import { Fleet, haveCommitted } from './fixtures/fleet';
import { ScriptedDevice } from './fixtures/scripted-device';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
});
afterAll(async () => {
  await fleet.harness.close();
});

describe('a rollout', () => {
  it('moves no device by late, doubled or disordered reports, or by those of another attempt', async () => {
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const [device] = await fleet.offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const offer = await device.offer(id);
    const state = async () => {
      const row = await fleet.harness.database.platform.rolloutDevice.findFirst({
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
    await device.report(offer, 'failed', { code: 'SELF_TEST_FAILED' });
    await until(state, (each) => each === 'FAILED');
    await device.report(offer, 'succeeded');
    const other = fleet.devices.find((each) => each !== device) ?? device;
    await fleet.commit(other, id);
    await fleet.reaches(id, haveCommitted(1));
    expect(await state()).toBe('FAILED');
    await fleet.change('abort', id);
  });

  it('tells a device that says hello what it should run, and says so when no variant fits', async () => {
    const data = await fleet.harness.get(
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
    const lonely = await ScriptedDevice.enrol(fleet.harness, profileId);
    const { id } = await fleet.start({
      selector: { profileIds: [profileId, fleet.model.profileIds[0] ?? ''] },
      stages: [{ percentage: 100 }],
    });
    const rows = () =>
      fleet.harness.database.platform.rolloutDevice.findMany({ where: { rolloutId: id } });
    const settled = await until(
      rows,
      (all) => all.length === 3 && all.every(({ state }) => state !== 'PENDING'),
    );
    expect(settled.find(({ deviceId }) => deviceId === lonely.deviceId)).toMatchObject({
      state: 'NO_VARIANT',
    });
    const device = fleet.devices[0];
    if (device === undefined) throw new Error('no device');
    const offer = await device.offer(id);
    const told = device.desired.length;
    await device.hello({ session: 5n });
    await until(
      () => Promise.resolve(device.desired.length),
      (count) => count > told,
    );
    expect(await device.offer(id)).toEqual(offer);
    await fleet.change('abort', id);
  });

  it('asks a connected device again whose offer or report was lost', async () => {
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const [device] = await fleet.offered(id, 6);
    if (device === undefined) throw new Error('nobody was offered anything');
    const before = device.desired.at(-1)?.counter ?? 0n;
    await fleet.harness.database.platform.rolloutDevice.updateMany({
      where: { rolloutId: id },
      data: { updatedAt: new Date(0) },
    });
    await until(
      () => Promise.resolve(device.desired.at(-1)),
      (desired) => (desired?.counter ?? 0n) > before,
    );
    expect(await device.offer(id)).toMatchObject({ attempt: 1, version: 1 });
    await fleet.change('abort', id);
  });

  it('goes on after its control plane, and PostgreSQL, were killed or started again', async () => {
    // Without the device of the test above that has no variant.
    const { id } = await fleet.start({ selector: { profileIds: fleet.model.profileIds } });
    const first = await fleet.offered(id, 3);
    for (const device of first) await fleet.commit(device, id);
    await fleet.reaches(id, haveCommitted(3));
    await fleet.harness.restart();
    process.kill(fleet.harness.postgres.server.processId, 'SIGKILL');
    for (const device of first) await fleet.measureWell(device, id);
    const second = (await fleet.offered(id, 6)).filter((device) => !first.includes(device));
    process.kill(fleet.harness.postgres.server.processId, 'SIGKILL');
    for (const device of second) await fleet.commit(device, id);
    // The stage is judged by what all who committed measure while it runs, whatever profiles came first.
    for (const device of [...first, ...second]) await fleet.measureWell(device, id);
    await fleet.reaches(id, ({ state }) => state === 'COMPLETED');
  });
});
