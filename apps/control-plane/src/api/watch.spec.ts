import { createInProcessBus } from '@flotilla/bus';
import { createLogger } from '@flotilla/server-kit';
import { watch } from './watch';

const organisationId = 'default';

function setUp(refreshMs?: number) {
  const bus = createInProcessBus({ logger: createLogger({ name: 'test', level: 'silent' }) });
  const table = new Map([['a', 1]]);
  const rows = () => [...table].map(([id, version]) => ({ id, version }));
  const watching = watch<{ id: string; version: number }>({
    bus,
    subject: 'changed.variant',
    organisationId,
    versionOf: ({ version }) => version,
    read: (id) => Promise.resolve(rows().filter((row) => id === null || row.id === id)),
    ...(refreshMs === undefined ? {} : { refreshMs }),
  });
  const tell = (id: string, organisation = organisationId) =>
    bus.publish('changed.variant', { organisationId: organisation, id, version: 0 });
  return { bus, table, watching, tell };
}

describe('watch()', () => {
  it('begins with what is and then gives what grew, never the same or an older version', async () => {
    const { table, watching, tell } = setUp();
    expect(await watching.next()).toEqual({ done: false, value: { id: 'a', version: 1 } });
    await tell('a');
    table.set('a', 2);
    await tell('a', 'other organisation');
    await tell('a');
    expect(await watching.next()).toEqual({ done: false, value: { id: 'a', version: 2 } });
    table.set('b', 1);
    await tell('b');
    expect(await watching.next()).toEqual({ done: false, value: { id: 'b', version: 1 } });
    await watching.return?.();
  });

  it('finds what no message told of', async () => {
    const { table, watching } = setUp(10);
    await watching.next();
    table.set('a', 2);
    expect(await watching.next()).toEqual({ done: false, value: { id: 'a', version: 2 } });
    await watching.return?.();
  });

  it('gives a slow reader the newest instead of a backlog', async () => {
    const { table, watching, tell } = setUp();
    await watching.next();
    for (const version of [2, 3, 4]) {
      table.set('a', version);
      await tell('a');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await watching.next()).toEqual({ done: false, value: { id: 'a', version: 4 } });
    await watching.return?.();
  });

  it('ends with the error of a reading, and reads no more', async () => {
    const { bus, tell } = setUp();
    let readings = 0;
    const watching = watch<{ id: string }>({
      bus,
      subject: 'changed.variant',
      organisationId,
      versionOf: () => 1,
      read: () => {
        readings += 1;
        return Promise.reject(new Error('away'));
      },
      refreshMs: 5,
    });
    await expect(watching.next()).rejects.toThrow('away');
    await tell('a');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readings).toBe(1);
  });

  it('ends at once when it is returned, also while it waits', async () => {
    const { watching } = setUp();
    await watching.next();
    const waiting = watching.next();
    await watching.return?.();
    expect(await waiting).toEqual({ done: true, value: undefined });
  });
});
