import type { BuildVariantJob } from '@flotilla/bus';
import { hardwareProfileSchema } from '@flotilla/profiles';
import { type Harness, startHarness } from './fixtures/harness';
import { buildVariants, makeReadyModel, type ReadyModel } from './fixtures/ready-model';
import { built, candidate, scriptOptimizer } from './fixtures/scripted-optimizer';
import { until } from './fixtures/until';

let harness: Harness;
let model: ReadyModel;
const jobs: BuildVariantJob[] = [];
/** What the optimizer does with builds from now on. */
let answer: Parameters<typeof scriptOptimizer>[1] = built;

beforeAll(async () => {
  harness = await startHarness({ jobLeaseMs: 60_000, maximumJobAttempts: 3 });
  await scriptOptimizer(harness.bus, (job) => {
    jobs.push(job);
    return answer?.(job) ?? null;
  });
  model = await makeReadyModel(harness);
});
afterAll(async () => {
  await harness.close();
});

interface VariantNode {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly problem: { readonly code: string } | null;
  readonly [field: string]: unknown;
}

const fields = `id version state scheme fileSizeRatio weightRatio latencyP90Ms problem { code }
  progress { stage fraction } top1 { value } floatTop1 { value } measuredOn { note }
  candidates { scheme verdict reason } profile { name } modelVersion { model { name } }`;

async function variant(id: string): Promise<VariantNode> {
  const data = await harness.get(`query ($id: ID!) { variant(id: $id) { ${fields} } }`, { id });
  return data['variant'] as VariantNode;
}

const settled = (id: string) =>
  until(
    () => variant(id),
    ({ state }) => !['QUEUED', 'BUILDING'].includes(state),
  );

let profiles = 0;
/** A profile of its own, so that each test has variants of its own. */
async function makeProfile(): Promise<string> {
  profiles += 1;
  const profile = {
    name: `profile ${profiles}`,
    architecture: 'ANY',
    delegates: ['CPU'],
    schemes: ['DYNAMIC'],
    maximumAccuracyLossPoints: 1,
  };
  const data = await harness.get(
    'mutation ($input: CreateHardwareProfileInput!) { createHardwareProfile(input: $input) { id } }',
    { input: { profile } },
  );
  return (data['createHardwareProfile'] as { id: string }).id;
}

describe('buildVariants', () => {
  beforeEach(() => {
    answer = built;
  });

  it('makes one variant a profile, with what was measured and why it was chosen', async () => {
    const ids = await buildVariants(harness, model);
    const [first] = await Promise.all(ids.map(settled));
    expect(ids).toHaveLength(3);
    expect(first).toMatchObject({
      state: 'READY',
      weightRatio: 0.25,
      latencyP90Ms: 2,
      top1: { value: 0.9 },
      floatTop1: { value: 0.91 },
      progress: { stage: 'finished', fraction: 1 },
      candidates: [{ verdict: 'CHOSEN', reason: 'first that passes' }],
      modelVersion: { model: { name: 'model' } },
    });
  });

  it('gives back what was built from the same inputs, and builds a changed profile anew', async () => {
    const profileId = await makeProfile();
    const [first = ''] = await buildVariants(harness, model, [profileId]);
    await settled(first);
    const before = jobs.length;
    expect(await buildVariants(harness, model, [profileId])).toEqual([first]);
    expect(jobs).toHaveLength(before);
    await harness.database.platform.hardwareProfile.updateMany({
      where: { id: profileId },
      data: { revision: 2 },
    });
    expect(await buildVariants(harness, model, [profileId])).not.toEqual([first]);
  });

  it('makes one variant when several ask at the same time, in any order of profiles', async () => {
    const profileIds = [await makeProfile(), await makeProfile()];
    const ask = async (at: number) => {
      const order = at % 2 === 0 ? profileIds : [...profileIds].reverse();
      const { codes, data } = await harness.ask(
        'mutation ($input: BuildVariantsInput!) { buildVariants(input: $input) { id profile { id } } }',
        {
          input: {
            modelVersionId: model.modelVersionId,
            calibrationDatasetId: model.calibrationDatasetId,
            evaluationDatasetId: model.evaluationDatasetId,
            profileIds: order,
            idempotencyKey: `at the same time ${at}`,
          },
        },
      );
      expect(codes).toEqual([]);
      const made = data?.['buildVariants'] as { id: string; profile: { id: string } }[];
      expect(made.map(({ profile }) => profile.id)).toEqual(order);
      return made.map(({ id }) => id);
    };
    const ids = await Promise.all([0, 1, 2, 3, 4, 5].map(ask));
    expect(new Set(ids.flat()).size).toBe(2);
  });

  it('tells why a build failed, and builds again when asked again', async () => {
    const profileId = await makeProfile();
    answer = () => ({ kind: 'failed', code: 'DATASET_SHAPE', message: 'wrong shape' });
    const [id = ''] = await buildVariants(harness, model, [profileId]);
    expect(await settled(id)).toMatchObject({
      state: 'FAILED',
      problem: { code: 'DATASET_SHAPE' },
    });
    answer = built;
    expect(await buildVariants(harness, model, [profileId])).toEqual([id]);
    expect(
      await until(
        () => variant(id),
        ({ state }) => state === 'READY',
      ),
    ).toMatchObject({ problem: null });
  });

  it('rejects a variant when no candidate keeps the budgets, and keeps the report', async () => {
    answer = (job) => ({
      ...built(job),
      chosen: null,
      candidates: [{ ...candidate(job), verdict: 'failed', reason: 'loses 3 points' }],
    });
    const [id = ''] = await buildVariants(harness, model, [await makeProfile()]);
    expect(await settled(id)).toMatchObject({
      state: 'REJECTED',
      problem: { code: 'NO_CANDIDATE_PASSED' },
      candidates: [{ reason: 'loses 3 points' }],
    });
  });

  it('publishes a lost job again with the next attempt, ignores the older one, and gives up in the end', async () => {
    answer = () => null;
    const [id = ''] = await buildVariants(harness, model, [await makeProfile()]);
    const attempts = () => jobs.filter(({ jobId }) => jobId === id).map(({ attempt }) => attempt);
    const expire = () =>
      harness.database.platform.variant.updateMany({
        where: { id },
        data: { jobDueAt: new Date(0) },
      });
    await until(
      () => Promise.resolve(attempts()),
      (all) => all.length === 1,
    );
    await expire();
    await until(
      () => Promise.resolve(attempts()),
      (all) => all.length === 2,
    );
    expect(attempts()).toEqual([1, 2]);
    const [job] = jobs.filter(({ jobId }) => jobId === id);
    if (job === undefined) throw new Error('no job');
    await harness.bus.publish('job.finished', {
      organisationId: 'default',
      jobId: id,
      attempt: 1,
      outcome: built(job),
    });
    await expire();
    await until(
      () => Promise.resolve(attempts()),
      (all) => all.length === 3,
    );
    expect((await variant(id)).state).toBe('QUEUED');
    await expire();
    expect(await settled(id)).toMatchObject({ state: 'FAILED', problem: { code: 'JOB_LOST' } });
  });

  it('publishes a job again whose worker was gone, and gives it up after the last attempt', async () => {
    answer = () => null;
    const [id = ''] = await buildVariants(harness, model, [await makeProfile()]);
    const attempts = () => jobs.filter(({ jobId }) => jobId === id).map(({ attempt }) => attempt);
    const crash = (attempt: number) =>
      harness.bus.publish('job.crashed', {
        organisationId: 'default',
        jobId: id,
        attempt,
        reason: 'the worker process ended with SIGKILL',
      });
    for (const attempt of [1, 2, 3]) {
      await until(
        () => Promise.resolve(attempts()),
        (all) => all.includes(attempt),
      );
      expect((await variant(id)).state).toBe('QUEUED');
      await crash(attempt);
      // Doubled, as a message may be: one attempt was lost, not two.
      await crash(attempt);
    }
    expect(await settled(id)).toMatchObject({ state: 'FAILED', problem: { code: 'JOB_LOST' } });
    expect(attempts()).toEqual([1, 2, 3]);
    expect(harness.log.join('')).toContain('ended with SIGKILL');
  });

  it('is not held up by another job that cannot be published', async () => {
    const { modelVersion, variant: variants } = harness.database.platform;
    const version = await modelVersion.findFirstOrThrow({ where: { id: model.modelVersionId } });
    const { inputs: _inputs, outputs: _outputs, ...columns } = version;
    const broken = { ...columns, id: 'broken', number: 99, floatDigest: null };
    await modelVersion.create({ data: broken });
    const [known = ''] = await buildVariants(harness, model, [await makeProfile()]);
    const made = await variants.findFirstOrThrow({ where: { id: known } });
    const row = (id: string, modelVersionId: string) => ({
      organisationId: made.organisationId,
      profileId: made.profileId,
      profileRevision: made.profileRevision + 1,
      profile: hardwareProfileSchema.parse(made.profile),
      evaluationDatasetId: made.evaluationDatasetId,
      id,
      modelVersionId,
    });
    await variants.createMany({
      data: [row('cannot', broken.id), row('can', model.modelVersionId)],
    });
    expect(await settled('can')).toMatchObject({ state: 'READY' });
    expect((await variant('cannot')).state).toBe('QUEUED');
    await variants.deleteMany({ where: { id: 'cannot' } });
    await modelVersion.delete({
      where: { organisationId_id: { organisationId: made.organisationId, id: broken.id } },
    });
  });

  it('takes unfinished work up again when the process starts again', async () => {
    answer = () => null;
    const [id = ''] = await buildVariants(harness, model, [await makeProfile()]);
    await until(
      () => Promise.resolve(jobs),
      (all) => all.some(({ jobId }) => jobId === id),
    );
    answer = built;
    await harness.restart();
    expect(await settled(id)).toMatchObject({ state: 'READY' });
  });

  it('asks for a calibration set where int8 is named, and for datasets in their roles', async () => {
    const build = (input: object) =>
      harness.ask(
        'mutation ($input: BuildVariantsInput!) { buildVariants(input: $input) { id } }',
        {
          input: { modelVersionId: model.modelVersionId, profileIds: model.profileIds, ...input },
        },
      );
    expect((await build({ evaluationDatasetId: model.evaluationDatasetId })).codes).toEqual([
      'INVALID_INPUT',
    ]);
    expect((await build({ evaluationDatasetId: model.calibrationDatasetId })).codes).toEqual([
      'STATE_CONFLICT',
    ]);
    expect(
      (await build({ evaluationDatasetId: model.evaluationDatasetId, profileIds: ['unknown'] }))
        .codes,
    ).toEqual(['NOT_FOUND']);
  });
});

describe('variantChanged', () => {
  const query =
    'subscription ($id: ID!) { variantChanged(modelVersionId: $id) { id version state progress { fraction } } }';

  /** Collects until it is stopped. */
  function watch(seen: VariantNode[]): () => void {
    return harness.subscribe().subscribe<{ variantChanged: VariantNode }>(
      { query, variables: { id: model.modelVersionId } },
      {
        next: ({ data }) => {
          if (data) seen.push(data.variantChanged);
        },
        error: (error) => {
          throw error as Error;
        },
        complete: () => undefined,
      },
    );
  }

  it('begins with what is, then tells each growth once, and misses nothing over a reconnect', async () => {
    answer = () => null;
    const [id = ''] = await buildVariants(harness, model, [await makeProfile()]);
    await until(
      () => Promise.resolve(jobs),
      (all) => all.some(({ jobId }) => jobId === id),
    );
    const known = await harness.database.platform.variant.count({
      where: { modelVersionId: model.modelVersionId },
    });
    const first: VariantNode[] = [];
    const stop = watch(first);
    await until(
      () => Promise.resolve(first),
      (all) => all.length >= known,
    );
    expect(new Set(first.map((each) => each.id)).size).toBe(known);
    const report = (fraction: number) =>
      harness.bus.publish('job.progress', {
        organisationId: 'default',
        jobId: id,
        attempt: 1,
        stage: 'quantizing',
        fraction,
        message: '',
      });
    await report(0.5);
    await until(
      () => Promise.resolve(first.at(-1)),
      (last) => last?.id === id && last.state === 'BUILDING',
    );
    stop();
    await report(0.75);
    await until(
      () => variant(id),
      ({ progress }) => (progress as { fraction: number }).fraction === 0.75,
    );
    const second: VariantNode[] = [];
    const stopAgain = watch(second);
    await until(
      () => Promise.resolve(second),
      (all) => all.length >= known,
    );
    expect(second.find((each) => each.id === id)).toMatchObject({ progress: { fraction: 0.75 } });
    stopAgain();
    const versions = first.filter((each) => each.id === id).map(({ version }) => version);
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  });
});
