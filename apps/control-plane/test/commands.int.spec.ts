import type { FailureCode } from '@flotilla/device';
import type { Command } from '@flotilla/protocol';
import { type Harness, startHarness } from './fixtures/harness';
import { ScriptedDevice } from './fixtures/scripted-device';
import { until } from './fixtures/until';

let harness: Harness;
let device: ScriptedDevice;
let modelId: string;
const commands: Command[] = [];

beforeAll(async () => {
  harness = await startHarness();
  device = await ScriptedDevice.enrol(harness, null);
  const data = await harness.get(
    'mutation ($input: CreateModelInput!) { createModel(input: $input) { id } }',
    { input: { name: 'model' } },
  );
  modelId = (data['createModel'] as { id: string }).id;
  await harness.bus.subscribe('device.command', ({ message }) => {
    commands.push(message);
    return Promise.resolve();
  });
});
afterAll(async () => {
  await harness.close();
});

const fields = 'id kind modelId state code message finishedAt';

async function rollBack(changes: object = {}) {
  return harness.ask(
    `mutation ($input: RollBackDeviceInput!) { rollBackDevice(input: $input) { ${fields} } }`,
    { input: { deviceId: device.deviceId, modelId, ...changes } },
  );
}

const load = async (id: string) => {
  const data = await harness.get(`query ($id: ID!) { deviceCommand(id: $id) { ${fields} } }`, {
    id,
  });
  return data['deviceCommand'] as { state: string } | null;
};

const reply = (id: string, ok: boolean, code: FailureCode | '' = '', deviceId = device.deviceId) =>
  harness.bus.publish('device.reply', {
    organisationId: 'default',
    deviceId,
    message: { id, ok, code, message: ok ? '' : 'nothing to go back to' },
  });

describe('rollBackDevice', () => {
  it('is refused for a device that is not connected, and for what is unknown', async () => {
    expect((await rollBack()).codes).toEqual(['STATE_CONFLICT']);
    expect((await rollBack({ deviceId: 'unknown' })).codes).toEqual(['NOT_FOUND']);
    expect((await rollBack({ modelId: 'unknown' })).codes).toEqual(['NOT_FOUND']);
    expect(commands).toEqual([]);
  });

  it('tells the device, and then what it answered', async () => {
    await device.hello();
    await until(
      () => harness.database.platform.devicePresence.count({ where: { online: true } }),
      (count) => count === 1,
    );
    const { data } = await rollBack({ idempotencyKey: 'once' });
    const { id } = data?.['rollBackDevice'] as { id: string };
    expect(await load(id)).toMatchObject({ kind: 'ROLL_BACK', modelId, state: 'SENT' });
    expect(commands).toEqual([{ id, kind: 'roll-back', model: modelId }]);
    await reply(id, false, 'NO_PREVIOUS', 'another device');
    await reply(id, false, 'NO_PREVIOUS');
    const failed = await until(
      () => load(id),
      (command) => command?.state !== 'SENT',
    );
    expect(failed).toMatchObject({ state: 'FAILED', code: 'NO_PREVIOUS' });
    expect((await rollBack({ idempotencyKey: 'once' })).data?.['rollBackDevice']).toEqual(failed);
    expect(commands).toHaveLength(1);
  });
});

describe('pingDevice', () => {
  it('is done when the device answers', async () => {
    const data = await harness.get(
      'mutation ($input: PingDeviceInput!) { pingDevice(input: $input) { id state } }',
      { input: { deviceId: device.deviceId } },
    );
    const { id } = data['pingDevice'] as { id: string };
    await reply(id, true);
    const done = await until(
      () => load(id),
      (command) => command?.state === 'DONE',
    );
    expect(done).toMatchObject({ kind: 'PING', modelId: null, code: null });
  });
});

describe('reportDevice', () => {
  it('has the device speak, and is done when it answers', async () => {
    const data = await harness.get(
      'mutation ($input: ReportDeviceInput!) { reportDevice(input: $input) { id kind state } }',
      { input: { deviceId: device.deviceId } },
    );
    const { id } = data['reportDevice'] as { id: string };
    await until(
      () => Promise.resolve(commands.at(-1)),
      (command) => command?.id === id,
    );
    expect(commands.at(-1)).toEqual({ id, kind: 'report', model: '' });
    await reply(id, true);
    const done = await until(
      () => load(id),
      (command) => command?.state === 'DONE',
    );
    expect(done).toMatchObject({ kind: 'REPORT', modelId: null, code: null });
  });
});
