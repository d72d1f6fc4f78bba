import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codecs } from '@flotilla/protocol';
import { JournalStore } from '../journal/journal-store';
import { CommandHandler } from './command-handler';

let dataDir: string;
let store: JournalStore;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'flotilla-command-'));
  store = await JournalStore.open(dataDir, () => undefined);
});
afterEach(() => rm(dataDir, { recursive: true }));

describe('CommandHandler.answer()', () => {
  it('can be sent however long the story of a failure is', async () => {
    const handler = new CommandHandler({
      store,
      introduce: () => {
        throw new Error('why '.repeat(10_000));
      },
      wake: () => undefined,
    });
    const reply = await handler.answer({ id: 'c', kind: 'report', model: '' });
    expect(codecs.reply.decode(codecs.reply.encode(reply))).toMatchObject({
      id: 'c',
      ok: false,
      code: 'INTERNAL',
    });
  });

  it('obeys a command once, however often it arrives', async () => {
    let introductions = 0;
    const handler = new CommandHandler({
      store,
      introduce: () => {
        introductions += 1;
      },
      wake: () => undefined,
    });
    const command = { id: 'c', kind: 'report', model: '' } as const;
    const replies = await Promise.all([handler.answer(command), handler.answer(command)]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    expect(introductions).toBe(1);
  });

  it('refuses to roll back a model that has no previous variant', async () => {
    const handler = new CommandHandler({
      store,
      introduce: () => undefined,
      wake: () => undefined,
    });
    const reply = await handler.answer({ id: 'c', kind: 'roll-back', model: 'm' });
    expect(reply).toMatchObject({ ok: false, code: 'NO_PREVIOUS' });
  });
});
