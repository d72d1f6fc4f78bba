import { connect } from 'node:net';
import { GatewayUnderTest, eventually } from './gateway-under-test';
import { disconnected, publish, TestDevice } from './test-device';
import { hello } from './sample-messages';

/** CONNACK return codes, MQTT 3.1.1 table 3.1. */
const unavailable = 3;
const badToken = 4;
const notAuthorized = 5;

describe('who may connect', () => {
  let gateway: GatewayUnderTest;
  let device: TestDevice;

  beforeEach(async () => {
    gateway = await GatewayUnderTest.start();
    device = await gateway.enrol('d1');
  });
  afterEach(() => gateway.close());

  it('admits an enrolled device, and asks for its key once', async () => {
    for (let count = 0; count < 3; count++) {
      const client = await device.connect(gateway.addresses.mqttUrl);
      expect(client.connected).toBe(true);
      await client.endAsync();
    }
    expect(gateway.keyRequests).toBe(1);
  });

  it('refuses a device that nobody enrolled', async () => {
    const stranger = await TestDevice.make('d2');
    await expect(stranger.connect(gateway.addresses.mqttUrl)).rejects.toMatchObject({
      code: notAuthorized,
    });
  });

  it('refuses an enrolled id in another organisation', async () => {
    const { mqttUrl } = gateway.addresses;
    await expect(device.connect(mqttUrl, { username: 'other' })).rejects.toMatchObject({
      code: notAuthorized,
    });
  });

  it.each(['', 'a/b', '+', 'd'.repeat(65)])('refuses the client id %j', async (clientId) => {
    const { mqttUrl } = gateway.addresses;
    await expect(device.connect(mqttUrl, { clientId })).rejects.toMatchObject({
      code: notAuthorized,
    });
  });

  it.each([
    ['is expired', { issued: -600, expires: -300 }],
    ['is for another audience', { audience: 'elsewhere' }],
    ['names another device', { subject: 'd2' }],
    ['is valid for longer than five minutes', { expires: 3_600 }],
    ['was issued in the future', { issued: 3_000, expires: 3_200 }],
  ])('refuses a token that %s', async (_, change) => {
    const password = await device.token(change);
    await expect(device.connect(gateway.addresses.mqttUrl, { password })).rejects.toMatchObject({
      code: badToken,
    });
  });

  it('refuses a token signed by another key, an unsigned one, and none', async () => {
    const other = await TestDevice.make('d1');
    const claims = (await device.token()).split('.')[1] ?? '';
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`;
    for (const password of [await other.token(), unsigned, 'garbage', '']) {
      await expect(device.connect(gateway.addresses.mqttUrl, { password })).rejects.toMatchObject({
        code: badToken,
      });
    }
  });

  it('refuses a last will for a topic that is not its own', async () => {
    const other = await gateway.enrol('d2');
    await expect(
      device.connect(gateway.addresses.mqttUrl, { will: other.will(1n) }),
    ).rejects.toMatchObject({ code: notAuthorized });
  });

  it('drops a revoked session at once, and refuses its key from then on', async () => {
    const client = await device.connect(gateway.addresses.mqttUrl);
    await gateway.revoke(device);
    await disconnected(client);
    await expect(device.connect(gateway.addresses.mqttUrl)).rejects.toMatchObject({
      code: notAuthorized,
    });
  });

  it('lets the newest connection of a device win', async () => {
    const ended = await gateway.collect('device.disconnected');
    const hellos = await gateway.collect('device.hello');
    const clients = [];
    for (const session of [1n, 2n, 3n]) {
      const client = await device.connect(gateway.addresses.mqttUrl, {
        will: device.will(session),
      });
      await publish(client, device, 'hello', { ...hello, session });
      clients.push(client);
    }
    await hellos.atLeast(3);
    expect((await ended.atLeast(2)).map(({ session }) => session)).toEqual([1n, 2n]);
    expect(clients.map(({ connected }) => connected)).toEqual([false, false, true]);
    await clients[2]?.endAsync();
  });

  it('keeps devices of the same id in two organisations apart', async () => {
    const twin = await gateway.enrol('d1', 'other');
    const first = await device.connect(gateway.addresses.mqttUrl);
    const second = await twin.connect(gateway.addresses.mqttUrl);
    expect([first.connected, second.connected]).toEqual([true, true]);
    await Promise.all([first.endAsync(), second.endAsync()]);
  });

  it('tells an MQTT 5 client that it speaks 3.1.1', async () => {
    await expect(
      device.connect(gateway.addresses.mqttUrl, { protocolVersion: 5 }),
    ).rejects.toMatchObject({ code: 1 });
  });

  it('refuses a connection without keep-alive', async () => {
    await expect(device.connect(gateway.addresses.mqttUrl, { keepalive: 0 })).rejects.toThrow();
  });
});

describe('limits of the broker', () => {
  it('refuses connections beyond the maximum, and takes them again later', async () => {
    const gateway = await GatewayUnderTest.start({ maximumConnections: 1 });
    const [first, second] = [await gateway.enrol('d1'), await gateway.enrol('d2')];
    const client = await first.connect(gateway.addresses.mqttUrl);
    await expect(second.connect(gateway.addresses.mqttUrl)).rejects.toThrow();
    await client.endAsync();
    await (await second.connect(gateway.addresses.mqttUrl)).endAsync();
    await gateway.close();
  });

  it('closes a socket that never sends its CONNECT', async () => {
    const gateway = await GatewayUnderTest.start({ connectTimeoutMs: 50 });
    const { port, hostname } = new URL(gateway.addresses.mqttUrl);
    const socket = connect(Number(port), hostname);
    let closed = false;
    socket.on('close', () => (closed = true)).resume();
    await eventually(() => closed);
    await gateway.close();
  });

  it('closes a socket at the header of a packet that is too large, without waiting for its bytes', async () => {
    const gateway = await GatewayUnderTest.start();
    const { port, hostname } = new URL(gateway.addresses.mqttUrl);
    const socket = connect(Number(port), hostname);
    let closed = false;
    socket.on('close', () => (closed = true)).resume();
    const connectOf256Mb = Uint8Array.from([0x10, 0xff, 0xff, 0xff, 0x7f]);
    socket.write(connectOf256Mb);
    await eventually(() => closed);
    await gateway.close();
  });

  it('says that it is unavailable while keys cannot be asked for', async () => {
    const gateway = await GatewayUnderTest.start({ requestTimeoutMs: 50 });
    const device = await gateway.enrol('d1');
    await gateway.bus.close();
    await expect(device.connect(gateway.addresses.mqttUrl)).rejects.toMatchObject({
      code: unavailable,
    });
    await gateway.close();
  });
});
