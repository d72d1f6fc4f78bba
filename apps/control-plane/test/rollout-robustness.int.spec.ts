import { setTimeout as delay } from 'node:timers/promises';
import { Fleet } from './fixtures/fleet';
import { buildVariants } from './fixtures/ready-model';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start({ rolloutChunkSize: 7 });
});
afterAll(async () => {
  await fleet.harness.close();
});

const oneStage = { stages: [{ percentage: 100 }] };

async function makeProfile(name: string): Promise<string> {
  const profile = {
    name,
    architecture: 'ANY',
    delegates: ['CPU'],
    schemes: ['DYNAMIC'],
    maximumAccuracyLossPoints: 1,
  };
  const data = await fleet.harness.get(
    'mutation ($input: CreateHardwareProfileInput!) { createHardwareProfile(input: $input) { id } }',
    { input: { profile } },
  );
  return (data['createHardwareProfile'] as { id: string }).id;
}

/** Devices that never say anything. */
async function makeDevices(count: number, profileId: string): Promise<void> {
  await fleet.harness.database.platform.device.createMany({
    data: Array.from({ length: count }, (_, at) => ({
      organisationId: 'default',
      name: `silent ${at}`,
      publicKey: `${profileId} ${at}`,
      profileId,
    })),
  });
}

const targets = async (rolloutId: string, state: 'PENDING' | 'OFFERED' | 'NO_VARIANT') =>
  fleet.harness.database.platform.rolloutDevice.count({ where: { rolloutId, state } });

const ready = async (ids: readonly string[]) =>
  until(
    () =>
      fleet.harness.database.platform.variant.count({
        where: { id: { in: [...ids] }, state: 'READY' },
      }),
    (count) => count === ids.length,
  );

describe('a rollout', () => {
  it('offers a variant that was built after it had paused for want of one, when resumed', async () => {
    const profileId = await makeProfile('late');
    await makeDevices(3, profileId);
    const { id } = await fleet.start({ ...oneStage, selector: { profileIds: [profileId] } });
    await fleet.reaches(id, ({ state }) => state === 'PAUSED');
    expect(await targets(id, 'NO_VARIANT')).toBe(3);
    await ready(await buildVariants(fleet.harness, fleet.model, [profileId]));
    expect((await fleet.change('resume', id)).codes).toEqual([]);
    await until(
      () => targets(id, 'OFFERED'),
      (count) => count === 3,
    );
    expect((await fleet.load(id)).state).toBe('RUNNING');
    await fleet.change('abort', id);
  });

  it('is not held up by another one that cannot go on', async () => {
    const [, first = '', second = ''] = fleet.model.profileIds;
    const broken = await fleet.start({ ...oneStage, selector: { profileIds: [first] } });
    await fleet.offered(broken.id, 2);
    await fleet.reaches(broken.id, ({ stages }) => stages[0]?.evaluation !== null);
    await fleet.harness.database.platform.rolloutStage.updateMany({
      where: { rolloutId: broken.id },
      data: { evaluation: { bad: 1 } },
    });
    const { id } = await fleet.start({ ...oneStage, selector: { profileIds: [second] } });
    for (const device of await fleet.offered(id, 2)) {
      await fleet.commit(device, id);
      await fleet.measureWell(device, id);
    }
    await fleet.reaches(id, ({ state }) => state === 'COMPLETED');
    expect(fleet.harness.log.some((line) => line.includes(broken.id))).toBe(true);
    await fleet.harness.database.platform.rollout.updateMany({
      where: { id: broken.id },
      data: { state: 'ABORTED' },
    });
  });

  it('takes hundreds of devices back in chunks, also after its control plane was started again', async () => {
    const profileId = await makeProfile('many');
    await makeDevices(300, profileId);
    await ready(await buildVariants(fleet.harness, fleet.model, [profileId]));
    const selector = { profileIds: [profileId] };
    const { deviceRelease, rolloutDevice } = fleet.harness.database.platform;
    const offeredAll = async (id: string) =>
      until(
        () => targets(id, 'OFFERED'),
        (count) => count === 300,
      );
    const before = await fleet.start({ ...oneStage, selector });
    await offeredAll(before.id);
    const keepers = await rolloutDevice.findMany({ where: { rolloutId: before.id }, take: 100 });
    const deviceId = { in: keepers.map((each) => each.deviceId) };
    await rolloutDevice.updateMany({
      where: { rolloutId: before.id, deviceId },
      data: { state: 'SUCCEEDED', committedAt: new Date() },
    });
    const { id } = await fleet.start({ ...oneStage, selector });
    await offeredAll(id);
    expect((await fleet.change('abort', id)).codes).toEqual([]);
    expect((await fleet.load(id)).state).toBe('ABORTED');
    await fleet.harness.restart();
    await until(
      () => deviceRelease.count({ where: { rolloutId: id } }),
      (count) => count === 0,
    );
    const back = await deviceRelease.findMany({ where: { rolloutId: before.id } });
    expect(back.map((each) => each.deviceId).sort()).toEqual([...deviceId.in].sort());
    await until(
      () => fleet.harness.database.platform.rollout.count({ where: { isTakingBack: true } }),
      (count) => count === 0,
    );
    await fleet.change('abort', before.id);
  });

  it('offers nothing after it was paused', async () => {
    const profileId = await makeProfile('paused');
    await makeDevices(400, profileId);
    await ready(await buildVariants(fleet.harness, fleet.model, [profileId]));
    const { id } = await fleet.start({ ...oneStage, selector: { profileIds: [profileId] } });
    await until(
      () => targets(id, 'OFFERED'),
      (count) => count > 0,
    );
    expect((await fleet.change('pause', id)).codes).toEqual([]);
    const offered = await targets(id, 'OFFERED');
    expect(offered).toBeLessThan(400);
    await delay(500);
    expect(await targets(id, 'OFFERED')).toBe(offered);
    await fleet.change('abort', id);
  });

  it("offers the variant for the profile's current revision, and tells when there is none", async () => {
    const profileId = await makeProfile('revised');
    await makeDevices(1, profileId);
    const { hardwareProfile, rolloutDevice } = fleet.harness.database.platform;
    const revise = (revision: number) =>
      hardwareProfile.updateMany({ where: { id: profileId }, data: { revision } });
    const [first = ''] = await buildVariants(fleet.harness, fleet.model, [profileId]);
    await revise(2);
    const [second = ''] = await buildVariants(fleet.harness, fleet.model, [profileId]);
    await ready([first, second]);
    const offeredIn = async (revision: number) => {
      await revise(revision);
      const { id } = await fleet.start({ ...oneStage, selector: { profileIds: [profileId] } });
      await until(
        () => targets(id, 'OFFERED'),
        (count) => count === 1,
      );
      const row = await rolloutDevice.findFirst({ where: { rolloutId: id } });
      await rolloutDevice.updateMany({
        where: { rolloutId: id },
        data: { state: 'SUCCEEDED', committedAt: new Date() },
      });
      const { stages } = await fleet.reaches(
        id,
        (each) => (each.stages[0]?.evaluation?.reasons.length ?? 0) > 1,
      );
      await fleet.change('abort', id);
      return { variantId: row?.variantId, reasons: stages[0]?.evaluation?.reasons.join() };
    };
    expect((await offeredIn(1)).variantId).toBe(first);
    const current = await offeredIn(2);
    expect(current.variantId).toBe(second);
    expect(current.reasons).not.toContain('revision');
    const older = await offeredIn(3);
    expect(older.variantId).toBe(second);
    expect(older.reasons).toContain('revision 2');
  });
});
