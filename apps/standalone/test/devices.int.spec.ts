import { waitUntil } from '../src/demo/wait-until';
import { MqttDevice } from './mqtt-device';
import { startTestPlatform, type TestPlatform } from './test-platform';

jest.setTimeout(60_000);

let platform: TestPlatform;

beforeAll(async () => {
  platform = await startTestPlatform();
});

afterAll(() => platform.close());

interface DeviceNode {
  readonly state: string;
  readonly rejectedMessageCount: number;
  readonly rejectedMessages: {
    readonly edges: readonly { readonly node: { readonly code: string; readonly kind: string } }[];
  };
}

async function read({ deviceId: id }: MqttDevice): Promise<DeviceNode> {
  const { device } = await platform.client.send<{ device: DeviceNode }>(
    `query ($id: ID!) {
      device(id: $id) {
        state rejectedMessageCount
        rejectedMessages { edges { node { code kind message receivedAt } } }
      }
    }`,
    { id },
  );
  return device;
}

describe('a device that sends garbage', () => {
  it('is heard of over GraphQL, message by message, and stays connected', async () => {
    const device = await MqttDevice.enrol(platform, 'garbler');
    const client = await device.connect();
    const garbage = {
      hello: Buffer.from('garbage'),
      telemetry: Buffer.alloc(500, 0xff),
      progress: Buffer.alloc(0),
    };
    for (const [kind, payload] of Object.entries(garbage))
      await client.publishAsync(device.topic(kind), payload, { qos: 1 });
    const { rejectedMessages } = await waitUntil('all of it', 10_000, async () => {
      const found = await read(device);
      return found.rejectedMessages.edges.length === 3 ? found : null;
    });
    const told = rejectedMessages.edges.map(({ node }) => node);
    expect(told.map(({ kind }) => kind)).toEqual(['progress', 'telemetry', 'hello']);
    expect(new Set(told.map(({ code }) => code))).toEqual(new Set(['MALFORMED']));
    expect(client.connected).toBe(true);
    await client.endAsync();
  });
});

describe('a device that is revoked', () => {
  it('loses its session, and the way to a new one', async () => {
    const device = await MqttDevice.enrol(platform, 'stolen');
    const client = await device.connect();
    const ended = new Promise<void>((resolve) => client.once('close', resolve));
    const { revokeDevice } = await platform.client.send<{ revokeDevice: DeviceNode }>(
      'mutation ($input: RevokeDeviceInput!) { revokeDevice(input: $input) { state } }',
      { input: { deviceId: device.deviceId } },
    );
    expect(revokeDevice.state).toBe('REVOKED');
    await ended;
    await expect(device.connect()).rejects.toThrow();
  });
});
