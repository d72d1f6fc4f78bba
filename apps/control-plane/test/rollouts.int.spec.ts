import { Fleet, haveCommitted, rolloutFields, type RolloutNode } from './fixtures/fleet';
import { until } from './fixtures/until';

let fleet: Fleet;
beforeAll(async () => {
  fleet = await Fleet.start();
});
afterAll(async () => {
  await fleet.harness.close();
});

describe('a rollout', () => {
  it('goes through its stages as devices commit and measure well, and the fleet can be asked', async () => {
    const { id } = await fleet.start();
    const first = await fleet.offered(id, 3);
    for (const device of first) await fleet.commit(device, id);
    const waiting = await fleet.reaches(id, haveCommitted(3));
    expect(waiting.stages[0]).toMatchObject({
      state: 'RUNNING',
      targetCount: 3,
      deviceCounts: [{ state: 'SUCCEEDED', count: 3 }],
    });
    await fleet.reaches(id, ({ stages }) => stages[0]?.evaluation?.verdict === 'WAIT');
    expect(fleet.offeredTo(id)).toHaveLength(3);
    for (const device of first) await fleet.measureWell(device, id);
    await fleet.reaches(id, ({ stages }) => stages[0]?.state === 'PASSED');
    const second = (await fleet.offered(id, 6)).filter((device) => !first.includes(device));
    for (const device of second) await fleet.commit(device, id);
    await fleet.reaches(
      id,
      ({ stages }) =>
        stages[1]?.deviceCounts[0]?.count === 3 && stages[1].deviceCounts[0].state === 'SUCCEEDED',
    );
    // What let the first stage pass says nothing of the second.
    expect((await fleet.load(id)).stages[1]).toMatchObject({ state: 'RUNNING' });
    // All of them: the devices of the second stage alone need not be of every profile.
    for (const device of fleet.devices) await fleet.measureWell(device, id);
    const done = await fleet.reaches(id, ({ state }) => state === 'COMPLETED');
    expect(done.stages.map(({ state }) => state)).toEqual(['PASSED', 'PASSED']);
    const data = await fleet.harness.get(
      `query ($id: ID!) { fleetMetrics(groupBy: PROFILE, filter: { rolloutId: $id }) {
        label deviceCount inferenceCount failureCount profile { name }
        accuracy { value lower upper sampleCount } latency { p50Ms p90Ms p99Ms sampleCount } } }`,
      { id },
    );
    const groups = data['fleetMetrics'] as Record<string, unknown>[];
    expect(groups).toHaveLength(3);
    const counts = groups.map(({ inferenceCount }) => Number(inferenceCount));
    expect(counts.reduce((sum, count) => sum + count)).toBe(9 * 200);
    for (const [at, group] of groups.entries()) {
      expect(group).toMatchObject({
        deviceCount: 2,
        failureCount: 0,
        accuracy: { value: 0.91, sampleCount: counts[at] },
        latency: { sampleCount: counts[at] },
      });
      const { p50Ms, p99Ms } = group['latency'] as { p50Ms: number; p99Ms: number };
      for (const percentile of [p50Ms, p99Ms])
        expect(Math.abs(percentile - 5)).toBeLessThanOrEqual(0.05);
    }
    const byModel = await fleet.harness.get(
      '{ fleetMetrics(groupBy: MODEL_VERSION) { label inferenceCount } }',
    );
    expect(byModel['fleetMetrics']).toEqual([{ label: 'model v1', inferenceCount: 9 * 200 }]);
  });

  it('pauses when devices do not take it, and gives them another attempt when resumed', async () => {
    const { id } = await fleet.start();
    const first = await fleet.offered(id, 3);
    for (const device of first)
      await device.report(await device.offer(id), 'failed', {
        code: 'SELF_TEST_FAILED',
        message: 'differs',
      });
    const paused = await fleet.reaches(id, ({ state }) => state === 'PAUSED');
    expect(paused.pauseReason).toContain('of 3 devices');
    await fleet.reaches(
      id,
      ({ stages }) =>
        stages[0]?.deviceCounts[0]?.state === 'FAILED' && stages[0].deviceCounts[0].count === 3,
    );
    expect(paused.stages.map(({ state }) => state)).toEqual(['FAILED', 'PENDING']);
    const counters = first.map((device) => device.desired.at(-1)?.counter ?? 0n);
    expect((await fleet.change('resume', id, paused.version)).codes).toEqual([]);
    for (const [at, device] of first.entries()) {
      const offer = await until(
        () => device.offer(id),
        ({ attempt }) => attempt === 2,
      );
      expect(offer.version).toBeGreaterThan(1);
      expect(device.desired.at(-1)?.counter).toBeGreaterThan(counters[at] ?? 0n);
    }
    expect((await fleet.change('resume', id)).codes).toEqual(['STATE_CONFLICT']);
    await fleet.change('abort', id);
  });

  it('pauses when a variant is surely worse in the fleet than it was measured', async () => {
    const { id } = await fleet.start();
    for (const device of await fleet.offered(id, 3)) {
      await fleet.commit(device, id);
      await device.measure(await device.offer(id), 500, 300, 5);
    }
    const paused = await fleet.reaches(id, ({ state }) => state === 'PAUSED');
    expect(paused.stages[0]?.evaluation).toMatchObject({ verdict: 'FAIL' });
    expect(fleet.offeredTo(id)).toHaveLength(3);
    await fleet.change('abort', id);
  });

  it('takes back what was not committed when it is aborted, and refuses a stale hand on it', async () => {
    const before = await fleet.start({ stages: [{ percentage: 100 }] });
    const all = await fleet.offered(before.id, 6);
    const [keeper, loser] = all;
    if (keeper === undefined || loser === undefined) throw new Error('nobody was offered anything');
    await fleet.commit(keeper, before.id);
    await fleet.reaches(before.id, haveCommitted(1));
    const { version } = await fleet.load(before.id);
    expect((await fleet.change('abort', before.id, version + 1)).codes).toEqual([
      'VERSION_CONFLICT',
    ]);
    expect((await fleet.change('abort', before.id, version)).codes).toEqual([]);
    await until(
      () => Promise.resolve(loser.desired.at(-1)?.models ?? []),
      (models) => models.every(({ rolloutId }) => rolloutId !== before.id),
    );
    expect(keeper.desired.at(-1)?.models.map(({ rolloutId }) => rolloutId)).toEqual([before.id]);
    for (const device of fleet.devices) {
      const counters = device.desired.map(({ counter }) => counter);
      expect(counters).toEqual([...counters].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    }
  });

  it('gives way to a newer one on the devices that both want', async () => {
    const older = await fleet.start({ stages: [{ percentage: 100 }] });
    await fleet.offered(older.id, 6);
    const newer = await fleet.start({ stages: [{ percentage: 100 }] });
    await fleet.offered(newer.id, 6);
    const { stages } = await fleet.load(older.id);
    expect(stages[0]?.deviceCounts).toEqual([{ state: 'SUPERSEDED', count: 6 }]);
    await fleet.change('abort', older.id);
    await fleet.change('abort', newer.id);
  });

  it.each([
    [{ stages: [] }],
    [{ stages: [{ percentage: 50 }, { percentage: 50 }] }],
    [{ stages: [{ percentage: 101 }] }],
    [{ gates: { minimumCommittedShare: 2 } }],
    [{ name: '' }],
  ])('is refused with %j', async (input) => {
    const all = {
      modelVersionId: fleet.model.modelVersionId,
      name: 'r',
      stages: [{ percentage: 100 }],
      ...input,
    };
    const answer = await fleet.harness.ask(
      'mutation ($input: StartRolloutInput!) { startRollout(input: $input) { id } }',
      {
        input: all,
      },
    );
    expect(answer.codes).toEqual(['INVALID_INPUT']);
  });
});

describe('rolloutChanged', () => {
  it('begins with what is and tells each step', async () => {
    const { id } = await fleet.start({ stages: [{ percentage: 50 }] });
    const seen: RolloutNode[] = [];
    fleet.harness.subscribe().subscribe<{ rolloutChanged: RolloutNode }>(
      {
        query: `subscription ($id: ID!) { rolloutChanged(id: $id) { ${rolloutFields} } }`,
        variables: { id },
      },
      {
        next: ({ data }) => {
          if (data) seen.push(data.rolloutChanged);
        },
        error: () => undefined,
        complete: () => undefined,
      },
    );
    await until(
      () => Promise.resolve(seen),
      (all) => all.length > 0,
    );
    for (const device of await fleet.offered(id, 3)) {
      await fleet.commit(device, id);
      await fleet.measureWell(device, id);
    }
    await until(
      () => Promise.resolve(seen.at(-1)),
      (last) => last?.state === 'COMPLETED',
    );
    const versions = seen.map(({ progressVersion }) => progressVersion);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});
