import type { MqttClient } from 'mqtt';
import { codecs } from '@flotilla/protocol';
import { eventually, GatewayUnderTest } from './gateway-under-test';
import { desired, hello, telemetry } from './sample-messages';
import { disconnected, publish, receiving, type TestDevice } from './test-device';

describe('messages of a device', () => {
  let gateway: GatewayUnderTest;
  let device: TestDevice;
  let client: MqttClient;

  beforeEach(async () => {
    gateway = await GatewayUnderTest.start();
    device = await gateway.enrol('d1');
    client = await device.connect(gateway.addresses.mqttUrl);
  });
  afterEach(async () => {
    await client.endAsync(true);
    await gateway.close();
  });

  const identity = { organisationId: 'default', deviceId: 'd1' };

  it('arrive on the bus with the identity that was proven, in order', async () => {
    const hellos = await gateway.collect('device.hello');
    const windows = await gateway.collect('device.telemetry');
    await publish(client, device, 'hello', hello);
    const sequences = Array.from({ length: 50 }, (_, index) => BigInt(index + 1));
    await Promise.all(
      sequences.map((sequence) => publish(client, device, 'telemetry', telemetry(sequence))),
    );
    expect(await hellos.atLeast(1)).toEqual([{ ...identity, message: hello }]);
    expect(await windows.atLeast(50)).toEqual(
      sequences.map((sequence) => ({ ...identity, message: telemetry(sequence) })),
    );
  });

  it('get no receipt when the bus does not take them: the session ends instead', async () => {
    await gateway.bus.close();
    const receipt = client
      .publishAsync(
        device.topic('telemetry'),
        Buffer.from(codecs.telemetry.encode(telemetry(1n))),
        {
          qos: 1,
        },
      )
      .then(
        () => 'receipt',
        () => 'none',
      );
    await disconnected(client);
    client.end(true);
    expect(await receipt).toBe('none');
  });

  it.each([
    ['garbage', Buffer.from('garbage')],
    ['nothing', Buffer.alloc(0)],
    ['another kind of message', Buffer.from(codecs.hello.encode(hello))],
    ['truncated', Buffer.from(codecs.telemetry.encode(telemetry(1n))).subarray(0, 40)],
    ['more than a telemetry message may have', Buffer.alloc(30_000)],
  ])('that are %s are reported, and the session lives', async (_, payload) => {
    const rejected = await gateway.collect('device.rejected');
    const windows = await gateway.collect('device.telemetry');
    await client.publishAsync(device.topic('telemetry'), payload, { qos: 1 });
    await publish(client, device, 'telemetry', telemetry(2n));
    expect(await rejected.atLeast(1)).toMatchObject([
      { ...identity, topic: device.topic('telemetry') },
    ]);
    expect((await windows.atLeast(1)).map(({ message }) => message.sequence)).toEqual([2n]);
    expect(client.connected).toBe(true);
  });

  it('of a protocol that the platform does not speak are reported', async () => {
    const rejected = await gateway.collect('device.rejected');
    await publish(client, device, 'hello', { ...hello, protocolMinimum: 7, protocolMaximum: 9 });
    expect(await rejected.atLeast(1)).toMatchObject([{ code: 'UNSUPPORTED_PROTOCOL' }]);
  });

  it.each([
    ['of another device', 'flotilla/1/default/d2/telemetry'],
    ['of another organisation', 'flotilla/1/other/d1/telemetry'],
    ['in the wrong direction', 'flotilla/1/default/d1/desired'],
    ['outside the protocol', 'anything/else'],
    ['of the broker itself', '$SYS/x'],
  ])('on a topic %s end the session, and are reported', async (_, topic) => {
    const rejected = await gateway.collect('device.rejected');
    client.publish(topic, 'x', { qos: 1 });
    await disconnected(client);
    expect(await rejected.atLeast(1)).toMatchObject([
      { ...identity, topic, code: 'FORBIDDEN_TOPIC' },
    ]);
  });

  it('with QoS 2 end the session', async () => {
    const rejected = await gateway.collect('device.rejected');
    client.publish(device.topic('telemetry'), 'x', { qos: 2 });
    await disconnected(client);
    expect(await rejected.atLeast(1)).toMatchObject([{ code: 'UNSUPPORTED_QOS' }]);
  });

  it('larger than the packet limit end the session', async () => {
    const ended = disconnected(client);
    client.publish(device.topic('telemetry'), Buffer.alloc(200_000), { qos: 0 });
    await ended;
    client = await device.connect(gateway.addresses.mqttUrl);
    expect(client.connected).toBe(true);
  });

  it.each([
    'flotilla/1/default/+/desired',
    'flotilla/1/default/d1/#',
    '#',
    '$SYS/#',
    'flotilla/1/default/d2/desired',
    'flotilla/1/other/d1/desired',
    'flotilla/1/default/d1/telemetry',
    '$share/g/flotilla/1/default/d1/desired',
  ])('cannot be a subscription to %s', async (topic) => {
    const rejected = await gateway.collect('device.rejected');
    await expect(client.subscribeAsync(topic, { qos: 1 })).rejects.toThrow();
    expect(await rejected.atLeast(1)).toMatchObject([{ topic, code: 'FORBIDDEN_TOPIC' }]);
    expect(client.connected).toBe(true);
  });
});

describe('back-pressure', () => {
  it('withholds the receipt while the bus has no room', async () => {
    const gateway = await GatewayUnderTest.start({}, { queueCapacity: 1 });
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    await gateway.bus.subscribe('device.telemetry', () => blocked);
    const device = await gateway.enrol('d1');
    const client = await device.connect(gateway.addresses.mqttUrl);
    let receipts = 0;
    const published = [1n, 2n, 3n, 4n].map(async (sequence) => {
      await publish(client, device, 'telemetry', telemetry(sequence));
      receipts++;
    });
    const inHandlerAndQueue = 2;
    await eventually(() => receipts === inHandlerAndQueue);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(receipts).toBe(inHandlerAndQueue);
    release();
    await Promise.all(published);
    await client.endAsync();
    await gateway.close();
  });
});

describe('a session', () => {
  it('outlives a bus that has no room for longer than it waits', async () => {
    const gateway = await GatewayUnderTest.start({}, { queueCapacity: 1, publishTimeoutMs: 10 });
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    const handled: bigint[] = [];
    await gateway.bus.subscribe('device.telemetry', async ({ message }) => {
      await blocked;
      handled.push(message.sequence);
    });
    const device = await gateway.enrol('d1');
    const client = await device.connect(gateway.addresses.mqttUrl);
    const sequences = [1n, 2n, 3n, 4n];
    const published = sequences.map((each) =>
      publish(client, device, 'telemetry', telemetry(each)),
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(client.connected).toBe(true);
    release();
    await Promise.all(published);
    await eventually(() => handled.length === sequences.length);
    expect(handled).toEqual(sequences);
    await client.endAsync();
    await gateway.close();
  });

  it('is held to its pace, and no other session waits for it', async () => {
    const gateway = await GatewayUnderTest.start({ messageBurst: 20, messagesPerSecond: 20 });
    const handled: string[] = [];
    const tried = new Set<bigint>();
    await gateway.bus.subscribe('device.telemetry', ({ deviceId, message }) => {
      handled.push(deviceId);
      if (deviceId !== 'flooder') return Promise.resolve();
      // Such a message is tried again for 3 s, in which the others must not wait.
      tried.add(message.sequence);
      return Promise.reject(new Error('cannot be handled'));
    });
    const [flooder, quiet] = [await gateway.enrol('flooder'), await gateway.enrol('quiet')];
    const flooding = await flooder.connect(gateway.addresses.mqttUrl);
    const client = await quiet.connect(gateway.addresses.mqttUrl);
    let receipts = 0;
    const fromMs = performance.now();
    for (let sequence = 1n; sequence <= 500n; sequence++) {
      publish(flooding, flooder, 'telemetry', telemetry(sequence)).then(
        () => receipts++,
        () => undefined,
      );
    }
    await eventually(() => receipts >= 20);
    await publish(client, quiet, 'telemetry', telemetry(1n));
    await eventually(() => handled.includes('quiet'));
    // Twenty of the flooder's were there before.
    expect(tried.size).toBeLessThan(20);
    await eventually(() => receipts > 20);
    expect(receipts).toBeLessThanOrEqual(allowed({ burst: 20, perSecond: 20, fromMs }));
    expect(flooding.connected).toBe(true);
    flooding.end(true);
    await client.endAsync();
    await gateway.close();
  });

  it('begins no new burst by connecting again', async () => {
    const gateway = await GatewayUnderTest.start({ messageBurst: 5, messagesPerSecond: 1 });
    const windows = await gateway.collect('device.telemetry');
    const device = await gateway.enrol('d1');
    const fromMs = performance.now();
    for (let session = 1; session <= 3; session++) {
      const client = await device.connect(gateway.addresses.mqttUrl);
      for (let sequence = 1n; sequence <= 50n; sequence++) {
        publish(client, device, 'telemetry', telemetry(sequence)).catch(() => undefined);
      }
      await windows.atLeast(5);
      await new Promise((resolve) => setTimeout(resolve, 50));
      client.end(true);
    }
    expect(windows.all.length).toBeLessThanOrEqual(allowed({ burst: 5, perSecond: 1, fromMs }));
    await gateway.close();
  });
});

describe('messages to a device', () => {
  let gateway: GatewayUnderTest;
  let device: TestDevice;
  const identity = { organisationId: 'default', deviceId: 'd1' };

  beforeEach(async () => {
    gateway = await GatewayUnderTest.start();
    device = await gateway.enrol('d1');
  });
  afterEach(() => gateway.close());

  it('arrive: desired state, acknowledgement and command', async () => {
    const client = await device.connect(gateway.addresses.mqttUrl);
    const received = receiving(client);
    const kinds = ['desired', 'acknowledgement', 'command'] as const;
    await client.subscribeAsync(
      kinds.map((kind) => device.topic(kind)),
      { qos: 1 },
    );
    const acknowledgement = { session: 11n, sequence: 5n };
    const command = { id: 'c1', kind: 'ping', model: '' } as const;
    await gateway.bus.publish('device.desired', { ...identity, message: desired(1n) });
    await gateway.bus.publish('device.acknowledged', { ...identity, message: acknowledgement });
    await gateway.bus.publish('device.command', { ...identity, message: command });
    await eventually(() => received.length === 3);
    const payloadOf = (kind: (typeof kinds)[number]): Buffer =>
      received.find(({ topic }) => topic === device.topic(kind))?.payload ?? Buffer.alloc(0);
    expect(codecs.desired.decode(payloadOf('desired'))).toEqual(desired(1n));
    expect(codecs.acknowledgement.decode(payloadOf('acknowledgement'))).toEqual(acknowledgement);
    expect(codecs.command.decode(payloadOf('command'))).toEqual(command);
    await client.endAsync();
  });

  it('hold the newest desired state for a device that connects later', async () => {
    await gateway.bus.publish('device.desired', { ...identity, message: desired(1n) });
    await gateway.bus.publish('device.desired', { ...identity, message: desired(2n) });
    const client = await device.connect(gateway.addresses.mqttUrl);
    const received = receiving(client);
    await client.subscribeAsync(device.topic('desired'), { qos: 1 });
    await eventually(() => received.length > 0);
    expect(received).toMatchObject([{ topic: device.topic('desired'), retain: true, qos: 1 }]);
    expect(codecs.desired.decode(received[0]!.payload).counter).toBe(2n);
    await client.endAsync();
  });

  it('reach no other device', async () => {
    const other = await gateway.enrol('d2');
    const client = await other.connect(gateway.addresses.mqttUrl);
    const received = receiving(client);
    await client.subscribeAsync(other.topic('desired'), { qos: 1 });
    await gateway.bus.publish('device.desired', { ...identity, message: desired(1n) });
    await gateway.bus.publish('device.desired', {
      ...identity,
      deviceId: 'd2',
      message: desired(1n),
    });
    await eventually(() => received.length > 0);
    expect(received.map(({ topic }) => topic)).toEqual([other.topic('desired')]);
    await client.endAsync();
  });
});

describe('the last will', () => {
  let gateway: GatewayUnderTest;
  let device: TestDevice;

  beforeEach(async () => {
    gateway = await GatewayUnderTest.start();
    device = await gateway.enrol('d1');
  });
  afterEach(() => gateway.close());

  it('comes with its session when the socket dies', async () => {
    const ended = await gateway.collect('device.disconnected');
    const client = await device.connect(gateway.addresses.mqttUrl, { will: device.will(77n) });
    client.stream.destroy();
    expect(await ended.atLeast(1)).toEqual([
      { organisationId: 'default', deviceId: 'd1', session: 77n },
    ]);
  });

  it('comes when the device goes silent', async () => {
    const ended = await gateway.collect('device.disconnected');
    const client = await device.connect(gateway.addresses.mqttUrl, {
      will: device.will(78n),
      keepalive: 1,
      reschedulePings: false,
      timerVariant: { set: () => 0, clear: () => undefined },
    });
    expect(await ended.atLeast(1)).toMatchObject([{ session: 78n }]);
    client.end(true);
  });

  it('comes after an orderly goodbye too: the platform is to know', async () => {
    const ended = await gateway.collect('device.disconnected');
    const client = await device.connect(gateway.addresses.mqttUrl, { will: device.will(79n) });
    await client.endAsync();
    expect(await ended.atLeast(1)).toMatchObject([{ session: 79n }]);
  });

  it('is reported when it is garbage', async () => {
    const rejected = await gateway.collect('device.rejected');
    const client = await device.connect(gateway.addresses.mqttUrl, {
      will: { ...device.will(1n), payload: Buffer.from('garbage') },
    });
    client.stream.destroy();
    expect(await rejected.atLeast(1)).toMatchObject([{ topic: device.topic('will') }]);
  });
});

/** Messages that may have come through by now, of a device that has sent since `fromMs`. */
function allowed(pace: { burst: number; perSecond: number; fromMs: number }): number {
  return pace.burst + 1 + (pace.perSecond * (performance.now() - pace.fromMs)) / 1000;
}
