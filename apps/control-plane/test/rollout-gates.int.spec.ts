import type { Rows } from '@flotilla/database';
import { type VariantReport, variantReportSchema } from '../src/variants/variant-report';
import { Fleet, haveCommitted } from './fixtures/fleet';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
});
afterAll(async () => {
  await fleet.harness.close();
});

const oneStage = { stages: [{ percentage: 100 }] };

const evidenceOf = async (rolloutId: string) =>
  fleet.harness.database.platform.rolloutEvidence.findMany({ where: { rolloutId } });

describe("a rollout's gates", () => {
  it('count nothing from devices that failed, or from before they committed', async () => {
    const gates = { minimumCommittedShare: 0.5, maximumUnsuccessfulShare: 0.5 };
    const { id } = await fleet.start({ ...oneStage, gates: { ...gates, minimumSampleCount: 100 } });
    const all = await fleet.offered(id, 6);
    const [failing, committing] = [all.slice(0, 3), all.slice(3)];
    for (const device of all) await fleet.measure(device, id, 190);
    for (const device of failing) {
      await device.report(await device.offer(id), 'failed', { code: 'SELF_TEST_FAILED' });
      await fleet.measure(device, id, 190);
    }
    for (const device of committing) await fleet.commit(device, id);
    const waiting = await fleet.reaches(id, haveCommitted(3));
    expect(waiting.state).toBe('RUNNING');
    expect(await evidenceOf(id)).toEqual([]);
    for (const device of committing) await fleet.measure(device, id, 190);
    await fleet.reaches(id, ({ state }) => state === 'COMPLETED');
    const evidence = await evidenceOf(id);
    expect(evidence.map(({ labelledCount }) => labelledCount)).toEqual([200n, 200n, 200n]);
  });

  it('judge only what came since it was resumed', async () => {
    const { id } = await fleet.start(oneStage);
    const all = await fleet.offered(id, 6);
    for (const device of all) await fleet.commit(device, id);
    for (const device of all) await fleet.measure(device, id, 100);
    await fleet.reaches(id, ({ state }) => state === 'PAUSED');
    expect((await fleet.change('resume', id)).codes).toEqual([]);
    await fleet.reaches(id, ({ stages }) => stages[0]?.evaluation?.verdict === 'WAIT');
    expect((await fleet.load(id)).state).toBe('RUNNING');
    for (const device of all) await fleet.measure(device, id, 182);
    await fleet.reaches(id, ({ state }) => state === 'COMPLETED');
  });

  it('do not take an accuracy that nobody measured for a low floor', async () => {
    const { variant } = fleet.harness.database.platform;
    const built = await variant.findMany();
    const report = (of: Rows.Variant) => variantReportSchema.parse(of.report);
    const store = async (change: (report: VariantReport) => VariantReport) => {
      for (const each of built)
        await variant.updateMany({
          where: { id: each.id },
          data: { report: change(report(each)) },
        });
    };
    await store(({ candidates, ...rest }) => ({
      ...rest,
      candidates: candidates.map((each) => ({ ...each, top1: null })),
    }));
    const { id } = await fleet.start(oneStage);
    const all = await fleet.offered(id, 6);
    for (const device of all) await fleet.commit(device, id);
    for (const device of all) await fleet.measure(device, id, 182);
    const waiting = await fleet.reaches(
      id,
      ({ stages }) => stages[0]?.evaluation?.accuracy?.sampleCount === 1200,
    );
    expect(waiting.stages[0]?.evaluation?.verdict).toBe('WAIT');
    expect(waiting.stages[0]?.evaluation?.reasons).toEqual(
      built.map(() => expect.stringContaining('never measured') as string),
    );
    await store((measured) => measured);
    await fleet.reaches(id, ({ state }) => state === 'COMPLETED');
  });

  it('count a roll-back after the commit, also when the stage had passed', async () => {
    const { id } = await fleet.start({
      gates: { minimumCommittedShare: 1, maximumUnsuccessfulShare: 0, minimumSampleCount: 100 },
    });
    const first = await fleet.offered(id, 3);
    for (const device of first) await fleet.commit(device, id);
    for (const device of first) await fleet.measure(device, id, 182);
    await fleet.offered(id, 6);
    const [device] = first;
    if (device === undefined) throw new Error('nobody was offered anything');
    const running = async () =>
      fleet.harness.database.platform.runningVariant.findFirst({
        where: { deviceId: device.deviceId },
      });
    const before = await running();
    await device.report(await device.offer(id), 'rolled-back', { code: 'COMMANDED' });
    const paused = await fleet.reaches(id, ({ state }) => state === 'PAUSED');
    expect(paused.stages[0]?.deviceCounts).toContainEqual({ state: 'ROLLED_BACK', count: 1 });
    expect(before).not.toBeNull();
    expect((await running())?.since).not.toEqual(before?.since);
    await fleet.change('abort', id);
  });

  it('do not run out of time while no engine ran', async () => {
    const dayMs = 86_400_000;
    const { id } = await fleet.start({ ...oneStage, gates: { stageTimeoutMs: dayMs / 2 } });
    await fleet.offered(id, 6);
    const longAgo = new Date(Date.now() - dayMs);
    const { rolloutStage } = fleet.harness.database.platform;
    const elapsed = async () => {
      const stage = await rolloutStage.findFirst({ where: { rolloutId: id } });
      return Number(stage?.elapsedMs ?? 0);
    };
    await fleet.harness.restart(async () => {
      await rolloutStage.updateMany({
        where: { rolloutId: id },
        data: { startedAt: longAgo, tickedAt: longAgo },
      });
    });
    const before = await elapsed();
    await until(elapsed, (now) => now > before);
    expect((await fleet.load(id)).state).toBe('RUNNING');
    expect(await elapsed()).toBeLessThan(dayMs / 2);
    await rolloutStage.updateMany({ where: { rolloutId: id }, data: { elapsedMs: dayMs / 2 } });
    await fleet.reaches(id, ({ state }) => state === 'PAUSED');
    await fleet.change('abort', id);
  });
});
