import { describeBusContract } from '../../test/bus-contract';
import { createInProcessBus } from './in-process-bus';

describeBusContract('createInProcessBus()', {
  make: (onDeadLetter) =>
    Promise.resolve(
      createInProcessBus({ attempts: 3, retryBaseMs: 1, retryMaximumMs: 4, onDeadLetter }),
    ),
});

describe('createInProcessBus()', () => {
  const event = { organisationId: 'default', id: 'r1', version: 1 };

  it('holds publishers back while a group is behind, then fails with OVERLOADED', async () => {
    const bus = createInProcessBus({ queueCapacity: 2, publishTimeoutMs: 20, drainTimeoutMs: 50 });
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    await bus.subscribe('changed.rollout', () => blocked);
    const inHandler = 1;
    for (let count = 0; count < inHandler + 2; count++) await bus.publish('changed.rollout', event);
    await expect(bus.publish('changed.rollout', event)).rejects.toMatchObject({
      code: 'OVERLOADED',
    });
    const waiting = bus.publish('changed.rollout', event);
    release();
    await waiting;
    await bus.close();
  });

  it('holds back publishers of one device alone while that device is behind', async () => {
    const bus = createInProcessBus({ laneCapacity: 2, publishTimeoutMs: 20, drainTimeoutMs: 50 });
    let release = (): void => undefined;
    const blocked = new Promise<void>((resolve) => (release = resolve));
    await bus.subscribe('changed.rollout', () => blocked);
    const inHandler = 1;
    for (let count = 0; count < inHandler + 2; count++) await bus.publish('changed.rollout', event);
    await expect(bus.publish('changed.rollout', event)).rejects.toMatchObject({
      code: 'OVERLOADED',
    });
    await bus.publish('changed.rollout', { ...event, id: 'r2' });
    release();
    await bus.close();
  });

  it('serves each device in turn, whoever sends most', async () => {
    const bus = createInProcessBus();
    const handled: string[] = [];
    await bus.subscribe('changed.rollout', ({ id }) => {
      handled.push(id);
      return Promise.resolve();
    });
    const flood = Array.from({ length: 500 }, () => bus.publish('changed.rollout', event));
    await Promise.all([...flood, bus.publish('changed.rollout', { ...event, id: 'quiet' })]);
    await bus.close();
    expect(handled).toHaveLength(501);
    expect(handled.indexOf('quiet')).toBeLessThan(5);
  });

  it('never runs a handler before publish() returns, nor starves timers', async () => {
    const bus = createInProcessBus();
    let handled = 0;
    await bus.subscribe('changed.rollout', () => {
      const until = performance.now() + 0.1;
      while (performance.now() < until);
      handled++;
      return Promise.resolve();
    });
    for (let count = 0; count < 2_000; count++) void bus.publish('changed.rollout', event);
    expect(handled).toBe(0);
    await new Promise((resolve) => setTimeout(resolve, 1));
    expect(handled).toBeLessThan(2_000);
    await bus.close();
    expect(handled).toBe(2_000);
  });

  it('hands the message of a member that left during backoff to another', async () => {
    const bus = createInProcessBus({
      retryBaseMs: 60_000,
      retryMaximumMs: 60_000,
      random: () => 1,
    });
    let failed = (): void => undefined;
    const failure = new Promise<void>((resolve) => (failed = resolve));
    const leaving = await bus.subscribe(
      'changed.rollout',
      () => {
        failed();
        return Promise.reject(new Error('busy'));
      },
      { group: 'workers' },
    );
    await bus.publish('changed.rollout', event);
    await failure;
    const taken = new Promise((resolve) => {
      void bus.subscribe(
        'changed.rollout',
        (got) => {
          resolve(got);
          return Promise.resolve();
        },
        {
          group: 'workers',
        },
      );
    });
    await leaving.close();
    expect(await taken).toEqual(event);
    await bus.close();
  });

  it('does not wait for backoff when it closes, and reports what it drops', async () => {
    const dropped: string[] = [];
    const bus = createInProcessBus({
      retryBaseMs: 60_000,
      retryMaximumMs: 60_000,
      random: () => 1,
      onDeadLetter: ({ subject }) => dropped.push(subject),
    });
    await bus.subscribe('changed.rollout', () => Promise.reject(new Error('busy')));
    await bus.publish('changed.rollout', event);
    await bus.close();
    expect(dropped).toEqual(['changed.rollout']);
  });

  it('gives subscribers copies that they cannot change', async () => {
    const bus = createInProcessBus();
    const got = new Promise<object>((resolve) => {
      void bus.subscribe('changed.rollout', (each) => {
        resolve(each);
        return Promise.resolve();
      });
    });
    await bus.publish('changed.rollout', event);
    expect(Object.isFrozen(await got)).toBe(true);
    expect(await got).not.toBe(event);
    await bus.close();
  });
});
