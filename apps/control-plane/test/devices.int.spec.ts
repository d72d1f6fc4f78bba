import { type Harness, startHarness } from './fixtures/harness';
import { newPublicKey, ScriptedDevice } from './fixtures/scripted-device';
import { until } from './fixtures/until';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
});

async function newToken(): Promise<string> {
  const data = await harness.get('mutation { createEnrolmentToken(input: {}) { token } }');
  return (data['createEnrolmentToken'] as { token: string }).token;
}

const enrol = (token: string, publicKeyJwk: unknown = newPublicKey(), name = 'camera') =>
  harness.bus.request('enrol', { token, name, publicKeyJwk: publicKeyJwk as never });

async function stateOf({ deviceId }: ScriptedDevice): Promise<{ state: string }> {
  const data = await harness.get('query ($id: ID!) { device(id: $id) { state } }', {
    id: deviceId,
  });
  return data['device'] as { state: string };
}

interface Rejected {
  readonly rejectedMessageCount: number;
  readonly rejectedMessages: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: Record<string, unknown> }[];
  };
}

async function rejectedOf({ deviceId }: ScriptedDevice): Promise<Rejected> {
  const data = await harness.get(
    `query ($id: ID!) {
      device(id: $id) {
        rejectedMessageCount
        rejectedMessages { totalCount edges { node { code message topic kind receivedAt } } }
      }
    }`,
    { id: deviceId },
  );
  return data['device'] as Rejected;
}

const isIn = (device: ScriptedDevice, wanted: string) =>
  until(
    () => stateOf(device),
    ({ state }) => state === wanted,
  );

/** Hellos are taken in turn: once a later one of another device shows, those before it were taken. */
async function hellosAreTaken(): Promise<void> {
  const sign = await ScriptedDevice.enrol(harness, null);
  await sign.hello();
  await isIn(sign, 'ONLINE');
}

/** Resolves when the device is asked to say hello again. */
function reportAskedOf({ deviceId }: ScriptedDevice): Promise<void> {
  return new Promise((resolve) => {
    void harness.bus.subscribe('device.command', (event) => {
      if (event.deviceId === deviceId && event.message.kind === 'report') resolve();
      return Promise.resolve();
    });
  });
}

describe('enrolment', () => {
  it('trades a token for one device, and gives that device its id again', async () => {
    const [token, key] = [await newToken(), newPublicKey()];
    const first = await enrol(token, key);
    expect(first).toMatchObject({ ok: true, organisationId: 'default' });
    expect(await enrol(token, key)).toEqual(first);
    expect(await enrol(token)).toMatchObject({ ok: false, code: 'TOKEN_USED' });
    if (!first.ok) throw new Error(first.code);
    const { organisationId, deviceId } = first;
    expect(await harness.bus.request('device.key', { organisationId, deviceId })).toEqual(key);
    expect(
      await harness.bus.request('device.key', { organisationId: 'other', deviceId }),
    ).toBeNull();
  });

  it('lets one of two devices have a token that both use at once', async () => {
    const token = await newToken();
    const answers = await Promise.all([enrol(token), enrol(token)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('refuses unknown and expired tokens, and names and keys that are none', async () => {
    expect(await enrol('guess')).toMatchObject({ code: 'TOKEN_UNKNOWN' });
    const token = await newToken();
    await harness.database.platform.enrolmentToken.updateMany({
      where: { usedAt: null },
      data: { expiresAt: new Date(0) },
    });
    expect(await enrol(token)).toMatchObject({ code: 'TOKEN_EXPIRED' });
    const fresh = await newToken();
    expect(await enrol(fresh, newPublicKey(), '  ')).toMatchObject({ code: 'INVALID_NAME' });
    for (const key of [{}, { kty: 'RSA' }, { kty: 'OKP', crv: 'Ed25519', x: 'short' }])
      expect(await enrol(fresh, key)).toMatchObject({ code: 'INVALID_KEY' });
  });

  it('stores no token', async () => {
    const token = await newToken();
    const stored = JSON.stringify(await harness.database.platform.enrolmentToken.findMany());
    expect(stored).not.toContain(token);
  });
});

describe('sessions', () => {
  it('take a device through ENROLLED, ONLINE and OFFLINE, with what it says of itself', async () => {
    const device = await ScriptedDevice.enrol(harness, null);
    expect(await stateOf(device)).toEqual({ state: 'ENROLLED' });
    await device.hello({ runtimeVersion: '2.9.0', delegates: ['xnnpack'] });
    await isIn(device, 'ONLINE');
    const data = await harness.get(
      'query ($id: ID!) { device(id: $id) { runtimeVersion delegates } }',
      {
        id: device.deviceId,
      },
    );
    expect(data['device']).toEqual({ runtimeVersion: '2.9.0', delegates: ['xnnpack'] });
    await device.disconnect();
    await isIn(device, 'OFFLINE');
  });

  it('are not ended by the last will of an older one, nor begun by an older hello', async () => {
    const device = await ScriptedDevice.enrol(harness, null);
    await device.hello({ session: 10n });
    await isIn(device, 'ONLINE');
    await device.disconnect(9n);
    await device.disconnect(11n);
    await device.hello({ session: 8n });
    await device.disconnect(8n);
    await hellosAreTaken();
    expect(await stateOf(device)).toEqual({ state: 'ONLINE' });
  });

  it.each([
    ['the end of the newer one', false],
    ['the hello of the older one', true],
  ])(
    'go on after a newer one of another process, where %s is heard first',
    async (_, isHelloFirst) => {
      const device = await ScriptedDevice.enrol(harness, null);
      await device.hello({ session: 10n });
      await device.hello({ session: 11n });
      await hellosAreTaken();
      if (isHelloFirst) await device.hello({ session: 10n });
      await hellosAreTaken();
      const asked = reportAskedOf(device);
      await device.disconnect(11n);
      await isIn(device, 'OFFLINE');
      await asked;
      await device.hello({ session: 10n });
      await isIn(device, 'ONLINE');
      await device.disconnect(10n);
      await isIn(device, 'OFFLINE');
    },
  );

  it('are asked for when a device that was believed gone sends something', async () => {
    const device = await ScriptedDevice.enrol(harness, null);
    await device.hello();
    await isIn(device, 'ONLINE');
    await harness.database.platform.devicePresence.updateMany({
      where: { deviceId: device.deviceId },
      data: { online: false, lastSeenAt: new Date(Date.now() - 60_000) },
    });
    const asked = reportAskedOf(device);
    await device.report(
      { model: 'm', modelVersion: 1, rolloutId: 'r', attempt: 1, version: 1, variants: [] },
      'downloading',
    );
    await asked;
    await device.hello();
    await isIn(device, 'ONLINE');
  });

  it('keep what a device may not send aside, with the reason', async () => {
    const device = await ScriptedDevice.enrol(harness, null);
    await harness.bus.publish('device.rejected', {
      organisationId: 'default',
      deviceId: device.deviceId,
      topic: `flotilla/1/default/${device.deviceId}/telemetry`,
      code: 'GARBAGE',
      message: 'no FlatBuffer',
    });
    await until(
      () => rejectedOf(device),
      ({ rejectedMessageCount }) => rejectedMessageCount === 1,
    );
    await harness.bus.publish('device.rejected', {
      organisationId: 'default',
      deviceId: device.deviceId,
      topic: 'elsewhere',
      code: 'FORBIDDEN_TOPIC',
      message: 'not its own',
    });
    await until(
      () => rejectedOf(device),
      ({ rejectedMessageCount }) => rejectedMessageCount === 2,
    );
    const { rejectedMessages } = await rejectedOf(device);
    expect(rejectedMessages.totalCount).toBe(2);
    expect(rejectedMessages.edges.map(({ node }) => node)).toMatchObject([
      { code: 'FORBIDDEN_TOPIC', kind: null, topic: 'elsewhere' },
      { code: 'GARBAGE', kind: 'telemetry', message: 'no FlatBuffer' },
    ]);
    const other = await ScriptedDevice.enrol(harness, null);
    expect(await rejectedOf(other)).toMatchObject({ rejectedMessageCount: 0 });
  });

  it('take a hello that claims variants and counters of its own invention', async () => {
    const device = await ScriptedDevice.enrol(harness, null);
    await device.hello({
      desiredCounter: 2n ** 63n - 1n,
      installed: [
        { model: 'no', variantId: 'no', digest: '0'.repeat(64), delegate: 'gpu', active: true },
      ],
    });
    await isIn(device, 'ONLINE');
    const data = await harness.get(
      'query ($id: ID!) { device(id: $id) { running { delegate } } }',
      {
        id: device.deviceId,
      },
    );
    expect(data['device']).toEqual({ running: [] });
  });
});
