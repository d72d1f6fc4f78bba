import type { Bus } from '../src/bus';
import type { DeadLetter } from '../src/dead-letter';
import type { Events } from '../src/subjects';

export interface BusUnderTest {
  /** A fresh bus that retries fast (at most 3 tries) and tells of dead letters. */
  make(onDeadLetter: (letter: DeadLetter) => void): Promise<Bus>;
}

type Reply = Events['device.reply'];

/** What every bus adapter must do. Its callers give only the way to make one. */
export function describeBusContract(name: string, underTest: BusUnderTest): void {
  describe(name, () => {
    let bus: Bus;
    let deadLetters: DeadLetter[];

    beforeEach(async () => {
      deadLetters = [];
      bus = await underTest.make((letter) => deadLetters.push(letter));
    });
    afterEach(() => bus.close());

    describe('publish() and subscribe()', () => {
      it('gives every subscriber without a group each message, in order', async () => {
        const [first, second] = [new Inbox<Reply>(), new Inbox<Reply>()];
        await bus.subscribe('device.reply', first.take);
        await bus.subscribe('device.reply', second.take);
        for (const id of ['1', '2', '3']) await bus.publish('device.reply', reply(id));
        expect((await first.of(3)).map(idOf)).toEqual(['1', '2', '3']);
        expect((await second.of(3)).map(idOf)).toEqual(['1', '2', '3']);
      });

      it('gives each message to one member of a group', async () => {
        const inbox = new Inbox<Reply>();
        const perMember = [0, 0];
        for (const member of [0, 1]) {
          await bus.subscribe(
            'device.reply',
            async (event) => {
              perMember[member] = (perMember[member] ?? 0) + 1;
              await inbox.take(event);
            },
            { group: 'workers' },
          );
        }
        const ids = Array.from({ length: 20 }, (_, index) => String(index));
        for (const id of ids) await bus.publish('device.reply', reply(id));
        expect(new Set((await inbox.of(20)).map(idOf))).toEqual(new Set(ids));
        expect(Math.min(...perMember)).toBeGreaterThan(0);
      });

      it('gives two groups each message once', async () => {
        const [left, right] = [new Inbox<Reply>(), new Inbox<Reply>()];
        await bus.subscribe('device.reply', left.take, { group: 'left' });
        await bus.subscribe('device.reply', right.take, { group: 'right' });
        await bus.publish('device.reply', reply('1'));
        expect((await left.of(1)).map(idOf)).toEqual(['1']);
        expect((await right.of(1)).map(idOf)).toEqual(['1']);
      });

      it('runs the handler of one member one message at a time', async () => {
        const inbox = new Inbox<Reply>();
        let running = 0;
        let most = 0;
        await bus.subscribe('device.reply', async (event) => {
          most = Math.max(most, ++running);
          await pause(5);
          running--;
          await inbox.take(event);
        });
        await Promise.all(['1', '2', '3'].map((id) => bus.publish('device.reply', reply(id))));
        await inbox.of(3);
        expect(most).toBe(1);
      });

      it('calls a handler that throws again, and no message overtakes', async () => {
        const inbox = new Inbox<Reply>();
        let failures = 2;
        await bus.subscribe('device.reply', async (event) => {
          if (failures-- > 0) throw new Error('the database is away');
          await inbox.take(event);
        });
        await bus.publish('device.reply', reply('1'));
        await bus.publish('device.reply', reply('2'));
        expect((await inbox.of(2)).map(idOf)).toEqual(['1', '2']);
        expect(deadLetters).toEqual([]);
      });

      it('goes on with other devices while the message of one is tried again', async () => {
        const done: string[] = [];
        let failures = 2;
        await bus.subscribe('device.reply', (event) => {
          if (event.deviceId === 'd1' && failures-- > 0) {
            return Promise.reject(new Error('cannot be handled'));
          }
          done.push(`${event.deviceId} ${idOf(event)}`);
          return Promise.resolve();
        });
        await bus.publish('device.reply', reply('1'));
        await bus.publish('device.reply', reply('2'));
        await bus.publish('device.reply', { ...reply('3'), deviceId: 'd2' });
        const deadline = performance.now() + 25_000;
        while (done.length < 3 && performance.now() < deadline) await pause(2);
        expect(done[0]).toBe('d2 3');
        expect(done.slice(1)).toEqual(['d1 1', 'd1 2']);
      });

      it('gives a message up after its tries, reports it, and goes on', async () => {
        const inbox = new Inbox<Reply>();
        await bus.subscribe('device.reply', async (event) => {
          if (idOf(event) === 'poison') throw new Error('cannot be handled');
          await inbox.take(event);
        });
        await bus.publish('device.reply', reply('poison'));
        await bus.publish('device.reply', reply('good'));
        expect((await inbox.of(1)).map(idOf)).toEqual(['good']);
        expect(deadLetters).toMatchObject([
          { subject: 'device.reply', message: { message: { id: 'poison' } } },
        ]);
      });

      it('carries bigints, bytes, nulls and text unchanged', async () => {
        const inbox = new Inbox<Events['device.telemetry']>();
        const event = telemetry();
        await bus.subscribe('device.telemetry', inbox.take);
        await bus.publish('device.telemetry', event);
        expect(await inbox.of(1)).toEqual([event]);
      });

      it('takes its copy when publish() is called', async () => {
        const inbox = new Inbox<Events['device.telemetry']>();
        const event = telemetry();
        await bus.subscribe('device.telemetry', inbox.take);
        const published = bus.publish('device.telemetry', event);
        event.message.latencySketch.fill(0);
        await published;
        expect((await inbox.of(1))[0]?.message.latencySketch).toEqual(
          telemetry().message.latencySketch,
        );
      });

      it('delivers nothing after the subscription is closed', async () => {
        const [closed, open] = [new Inbox<Reply>(), new Inbox<Reply>()];
        const subscription = await bus.subscribe('device.reply', closed.take);
        await bus.subscribe('device.reply', open.take);
        await subscription.close();
        await subscription.close();
        await bus.publish('device.reply', reply('1'));
        await open.of(1);
        expect(closed.received).toEqual([]);
      });

      it('waits in Subscription.close() for the handler under way', async () => {
        const started = new Inbox<Reply>();
        let done = false;
        const subscription = await bus.subscribe('device.reply', async (event) => {
          await started.take(event);
          await pause(20);
          done = true;
        });
        await bus.publish('device.reply', reply('1'));
        await started.of(1);
        await subscription.close();
        expect(done).toBe(true);
      });
    });

    describe('request() and respond()', () => {
      const device = { organisationId: 'default', deviceId: 'd1' };
      const key = { kty: 'OKP', crv: 'Ed25519', x: 'AAAA' } as const;

      it('returns what the responder answers, null included', async () => {
        await bus.respond('device.key', ({ deviceId }) =>
          Promise.resolve(deviceId === 'd1' ? key : null),
        );
        expect(await bus.request('device.key', device)).toEqual(key);
        expect(await bus.request('device.key', { ...device, deviceId: 'd2' })).toBeNull();
      });

      it('fails with NO_RESPONDER when nobody answers, also after the responder left', async () => {
        await expect(bus.request('device.key', device)).rejects.toMatchObject({
          code: 'NO_RESPONDER',
        });
        const subscription = await bus.respond('device.key', () => Promise.resolve(null));
        await subscription.close();
        await expect(bus.request('device.key', device)).rejects.toMatchObject({
          code: 'NO_RESPONDER',
        });
      });

      it('fails with TIMEOUT when the answer takes too long', async () => {
        await bus.respond('device.key', async () => {
          await pause(100);
          return null;
        });
        await expect(bus.request('device.key', device, { timeoutMs: 20 })).rejects.toMatchObject({
          code: 'TIMEOUT',
        });
      });

      it('fails with RESPONDER_FAILED at once when the responder throws', async () => {
        await bus.respond('device.key', () => Promise.reject(new Error('no database')));
        await expect(bus.request('device.key', device)).rejects.toMatchObject({
          code: 'RESPONDER_FAILED',
        });
      });
    });

    describe('close()', () => {
      it('lets handlers finish what was published before', async () => {
        const inbox = new Inbox<Reply>();
        await bus.subscribe('device.reply', async (event) => {
          await pause(2);
          await inbox.take(event);
        });
        for (const id of ['1', '2', '3']) await bus.publish('device.reply', reply(id));
        await bus.close();
        expect(inbox.received.map(idOf)).toEqual(['1', '2', '3']);
      });

      it('refuses messages and requests afterwards, and may be called again', async () => {
        await bus.close();
        await bus.close();
        await expect(bus.publish('device.reply', reply('1'))).rejects.toMatchObject({
          code: 'CLOSED',
        });
      });
    });
  });
}

class Inbox<T> {
  readonly received: T[] = [];

  readonly take = (event: T): Promise<void> => {
    this.received.push(event);
    return Promise.resolve();
  };

  /** What was received, once there are `count` of them. */
  async of(count: number): Promise<readonly T[]> {
    const deadline = performance.now() + 25_000;
    while (this.received.length < count && performance.now() < deadline) await pause(2);
    return this.received;
  }
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, durationMs));
}

function reply(id: string): Reply {
  return {
    organisationId: 'default',
    deviceId: 'd1',
    message: { id, ok: true, code: '', message: 'done – ✓' },
  };
}

function idOf(event: Reply): string {
  return event.message.id;
}

function telemetry(): Events['device.telemetry'] {
  return {
    organisationId: 'default',
    deviceId: 'd1',
    message: {
      session: 2n ** 64n - 1n,
      sequence: 1n,
      model: 'digits',
      variantId: 'v1',
      delegate: 'xnnpack',
      startedAtMs: 0n,
      endedAtMs: 60_000n,
      inferenceCount: 10n,
      failureCount: 0n,
      labelledCount: 10n,
      correctCount: 9n,
      latencySketch: Uint8Array.from([0, 1, 127, 128, 255]),
    },
  };
}
