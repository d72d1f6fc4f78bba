import { Fleet } from './fixtures/fleet';
import { newPublicKey, ScriptedDevice } from './fixtures/scripted-device';
import { until } from './fixtures/until';

let fleet: Fleet;
const revoked: string[] = [];

beforeAll(async () => {
  fleet = await Fleet.start();
  await fleet.harness.bus.subscribe('device.revoked', ({ deviceId }) => {
    revoked.push(deviceId);
    return Promise.resolve();
  });
});
afterAll(async () => {
  await fleet.harness.close();
});

const revoke = ({ deviceId }: { readonly deviceId: string }, changes: object = {}) =>
  fleet.harness.ask(
    'mutation ($input: RevokeDeviceInput!) { revokeDevice(input: $input) { id state revokedAt } }',
    { input: { deviceId, ...changes } },
  );

const keyOf = ({ deviceId }: ScriptedDevice) =>
  fleet.harness.bus.request('device.key', { organisationId: 'default', deviceId });

describe('revokeDevice', () => {
  it('takes a device out of the rollout that waits for it, and out of later ones', async () => {
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const [lost, ...others] = await fleet.offered(id, 6);
    for (const device of others) await fleet.commit(device, id);
    expect((await fleet.load(id)).state).toBe('RUNNING');

    const { data } = await revoke(lost!);
    expect(data?.['revokeDevice']).toMatchObject({ id: lost!.deviceId, state: 'REVOKED' });
    expect(await fleet.stateOf(lost!, id)).toBe('CANCELLED');
    for (const device of others) await fleet.measureWell(device, id);
    await fleet.reaches(id, ({ state }) => state === 'COMPLETED');

    const next = await fleet.start({ stages: [{ percentage: 100 }] });
    expect(next.stages[0]?.targetCount).toBe(5);
    await fleet.change('abort', next.id);
  });

  it('refuses its key, and its way back with a token, and tells the gateway each time', async () => {
    const { harness } = fleet;
    const key = newPublicKey();
    const token = async () => {
      const data = await harness.get('mutation { createEnrolmentToken(input: {}) { token } }');
      return (data['createEnrolmentToken'] as { token: string }).token;
    };
    const first = await token();
    const enrol = (by: string) =>
      harness.bus.request('enrol', { token: by, name: 'camera', publicKeyJwk: key });
    const answer = await enrol(first);
    if (!answer.ok) throw new Error(answer.code);
    const { organisationId, deviceId } = answer;
    expect(await harness.bus.request('device.key', { organisationId, deviceId })).toEqual(key);
    for (const idempotencyKey of ['a', 'a'])
      expect((await revoke({ deviceId }, { idempotencyKey })).codes).toEqual([]);
    await until(
      () => Promise.resolve(revoked.filter((each) => each === deviceId)),
      (all) => all.length === 2,
    );
    expect(await harness.bus.request('device.key', { organisationId, deviceId })).toBeNull();
    expect(await enrol(first)).toMatchObject({ ok: false, code: 'DEVICE_REVOKED' });
    const fresh = await token();
    expect(await enrol(fresh)).toMatchObject({ ok: false, code: 'DEVICE_REVOKED' });
    // The token is not lost with it.
    const other = { token: fresh, name: 'camera', publicKeyJwk: newPublicKey() };
    expect(await harness.bus.request('enrol', other)).toMatchObject({ ok: true });
    expect((await revoke({ deviceId: 'unknown' })).codes).toEqual(['NOT_FOUND']);
  });

  it('hears no more of a device whose session outlived it, and ends that', async () => {
    const { harness, model } = fleet;
    const device = await ScriptedDevice.enrol(harness, model.profileIds[0] ?? null);
    await device.hello();
    const { id } = await fleet.start({ stages: [{ percentage: 100 }] });
    const offer = await device.offer(id);
    await revoke(device);
    expect(await keyOf(device)).toBeNull();
    const before = revoked.length;
    const { device: devices, telemetrySession } = harness.database.platform;
    await device.hello({ agentVersion: '9.9.9' });
    await until(
      () => Promise.resolve(revoked),
      (all) => all.length > before,
    );
    await device.measure(offer, 10, 9, 3);
    await device.report(offer, 'succeeded');
    // What another device says after it has been taken.
    const sign = await ScriptedDevice.enrol(harness, null);
    await sign.hello();
    await until(
      () => devices.findFirst({ where: { id: sign.deviceId }, include: { presence: true } }),
      (row) => row?.presence?.online === true,
    );
    expect(await fleet.stateOf(device, id)).toBe('CANCELLED');
    expect(await telemetrySession.count({ where: { deviceId: device.deviceId } })).toBe(0);
    const row = await devices.findFirst({ where: { id: device.deviceId } });
    expect(row?.agentVersion).toBe('0.1.0');
    await fleet.change('abort', id);
  });

  it('is told apart from devices that are only away', async () => {
    const data = await fleet.harness.get(
      '{ revoked: devices(state: REVOKED) { totalCount } online: devices(state: ONLINE) { edges { node { state } } } }',
    );
    expect(data['revoked']).toEqual({ totalCount: 3 });
    const { edges } = data['online'] as { edges: { node: { state: string } }[] };
    expect(new Set(edges.map(({ node }) => node.state))).toEqual(new Set(['ONLINE']));
  });
});
