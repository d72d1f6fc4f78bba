import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJournal } from '@flotilla/device';
import { mergeSummaries, readWindow } from '@flotilla/telemetry';
import type { Telemetry } from '@flotilla/protocol';
import { Device, offer, target } from './device';
import { Platform, until } from './platform';
import { tinyModel } from './tiny-model';

const model = tinyModel(1);

let platform: Platform;
let device: Device;

beforeEach(async () => {
  platform = await Platform.start();
  device = await Device.make(platform);
});

afterEach(async () => {
  await device.destroy();
  await platform.stop();
});

const keyOf = ({ session, sequence }: Telemetry): string => `${session}/${sequence}`;

async function startServing() {
  const agent = await device.start(await device.inputSource(model));
  await platform.desire(target(1, [offer(platform, model)]));
  await platform.settled({ state: 'succeeded' });
  return agent;
}

describe('a session', () => {
  it('begins with who this is and what is installed', async () => {
    const agent = await startServing();
    await agent.stop();
    await device.start();
    const hello = await until('a second hello', () => platform.hellos[1]);
    expect(hello).toMatchObject({
      runtimeName: 'tflite',
      runtimeVersion: '2.9.0',
      desiredCounter: 1n,
      installed: [{ model: 'tiny', digest: model.digest, delegate: 'xnnpack', active: true }],
    });
    expect(hello.session).toBeGreaterThan(platform.hellos[0]?.session ?? 0n);
    expect(platform.wills).toEqual([{ session: platform.hellos[0]?.session }]);
    await until('the outcome again', () =>
      platform.progress.find(
        ({ session, state }) => session === hello.session && state === 'succeeded',
      ),
    );
  });

  it('comes back after the connection broke, with the same session', async () => {
    await device.start();
    await until('hello', () => platform.hellos[0]);
    platform.dropConnections();
    const again = await until('hello again', () => platform.hellos[1]);
    expect(again.session).toBe(platform.hellos[0]?.session);
  });

  it('reports an outcome whatever its length in the journal', async () => {
    const agent = await startServing();
    await agent.stop();
    const path = join(device.dataDir, 'journal.json');
    const journal = parseJournal(JSON.parse(await readFile(path, 'utf8')));
    const models = journal?.models.map((each) => ({
      ...each,
      settled: each.settled && { ...each.settled, state: 'failed', message: 'why '.repeat(1_000) },
    }));
    await writeFile(path, JSON.stringify({ ...journal, models }));
    await device.start();
    await platform.settled({ state: 'failed' });
    await platform.command({ id: 'p', kind: 'ping', model: '' });
    await until('the reply', () => platform.replies.find(({ id }) => id === 'p'));
    expect(platform.hellos).toHaveLength(2);
  });

  it('lives on when it has something to say that the protocol does not take', async () => {
    await device.start([], (runtime) => ({ ...runtime, version: 'x'.repeat(200) }));
    await platform.desire(target(1, [offer(platform, model)]));
    await platform.settled({ state: 'succeeded' });
    await platform.command({ id: 'r', kind: 'report', model: '' });
    await until('the reply', () => platform.replies.find(({ id, ok }) => id === 'r' && ok));
    expect(platform.hellos).toEqual([]);
  });

  it('ignores a desired state that cannot be read, and says so', async () => {
    await startServing();
    await platform.publish('desired', Buffer.from('garbage'));
    const reply = await until('the reply', () => platform.replies[0]);
    expect(reply).toMatchObject({ id: 'desired', ok: false, code: 'MALFORMED' });
    await until('inferences', () => platform.windows.length > 1);
  });

  it('answers a ping, and a command once however often it arrives', async () => {
    await device.start();
    await until('hello', () => platform.hellos[0]);
    await platform.command({ id: 'p', kind: 'ping', model: '' });
    await platform.command({ id: 'r', kind: 'report', model: '' });
    await platform.command({ id: 'r', kind: 'report', model: '' });
    await until('three replies', () => platform.replies.length === 3);
    expect(platform.replies.every(({ ok }) => ok)).toBe(true);
    expect(platform.hellos).toHaveLength(2);
  });
});

describe('telemetry', () => {
  it('sends windows again, the same bytes under the same numbers, until they are acknowledged', async () => {
    platform.acknowledges = false;
    const agent = await startServing();
    await until('two windows', () => platform.windows.length >= 2);
    platform.dropConnections();
    await until('the windows again', () => platform.windows.length >= 5);
    await agent.stop();
    const sent = platform.windows.splice(0);
    const unique = new Map(sent.map((each) => [keyOf(each), each]));
    expect(unique.size).toBeLessThan(sent.length);
    for (const window of sent) expect(window).toEqual(unique.get(keyOf(window)));

    platform.acknowledges = true;
    await device.start();
    await until('everything after the restart', () => platform.windows.length >= unique.size);
    for (const window of platform.windows) unique.set(keyOf(window), window);
    const sequences = [...unique.values()].map(({ sequence }) => sequence).sort(compare);
    expect(sequences).toEqual(sequences.map((_, i) => BigInt(i + 1)));
    const counted = [...unique.values()].map((each) => ({
      inferenceCount: Number(each.inferenceCount),
      failureCount: Number(each.failureCount),
      labelledCount: Number(each.labelledCount),
      correctCount: Number(each.correctCount),
      latencySketch: each.latencySketch,
    }));
    expect(mergeSummaries(counted.map(readWindow)).inferenceCount).toBeGreaterThan(0);

    const known = new Set(unique.keys());
    platform.dropConnections();
    await until('a hello after all', () => platform.hellos.length >= 4);
    // An acknowledgement may be lost with its connection, and its window then comes again; but none that is new.
    expect(platform.windows.filter((each) => !known.has(keyOf(each)))).toEqual([]);
  });
});

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : 1);

describe('enrolment', () => {
  it('asks again with the same token and key when the answer was lost', async () => {
    let answers = 0;
    platform.artifacts.enrol = () => {
      answers += 1;
      return answers === 1 ? 503 : platform.deviceId;
    };
    await device.start();
    const [lost, again] = platform.artifacts.enrolments;
    expect(again).toEqual(lost);
    await until('hello', () => platform.hellos[0]);
  });

  it('goes on with a token that an earlier process had begun to trade', async () => {
    platform.artifacts.enrol = () => 401;
    await expect(device.start()).rejects.toMatchObject({ code: 'ENROLMENT_REFUSED' });
    platform.artifacts.enrol = ({ token }) => (token === 'token' ? platform.deviceId : 401);
    await device.start(['--enrolment-token', 'another']);
    const keys = platform.artifacts.enrolments.map(({ publicKeyJwk }) => publicKeyJwk.x);
    expect(new Set(keys).size).toBe(1);
  });

  it('never replaces a key that it cannot read', async () => {
    await writeFile(join(device.dataDir, 'device-key.json'), '{');
    await expect(device.start()).rejects.toMatchObject({ code: 'IDENTITY_UNREADABLE' });
  });
});
