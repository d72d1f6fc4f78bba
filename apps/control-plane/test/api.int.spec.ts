import { createHash } from 'node:crypto';
import { type Harness, startHarness } from './fixtures/harness';
import { outcomeOf } from './fixtures/outcome-of';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ maximumUploadBytes: 100_000 });
});
afterAll(async () => {
  await harness.close();
});

const createModel =
  'mutation ($input: CreateModelInput!) { createModel(input: $input) { id name } }';
const createProfile =
  'mutation ($input: CreateHardwareProfileInput!) { createHardwareProfile(input: $input) { id revision } }';
const profile = {
  name: 'Board',
  architecture: 'ARM64',
  delegates: ['XNNPACK'],
  schemes: ['DYNAMIC'],
  maximumAccuracyLossPoints: 0.5,
};

describe('access', () => {
  it('asks for a valid token over GraphQL, introspection included, and for uploads', async () => {
    const query = '{ __schema { queryType { name } } }';
    for (const token of [null, 'flt_wrong', ''])
      expect(await harness.ask(query, {}, token)).toMatchObject({
        status: 401,
        codes: ['UNAUTHENTICATED'],
      });
    expect((await harness.ask(query)).status).toBe(200);
    const refused = await harness.upload('x', { authorization: 'Bearer flt_wrong' });
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
  });

  it('keeps only hashes of tokens', async () => {
    const [row] = await harness.database.platform.apiToken.findMany();
    expect(row?.tokenHash).toBe(createHash('sha256').update(harness.token).digest('hex'));
  });

  it('closes a WebSocket without a valid token', async () => {
    const client = harness.subscribe('flt_wrong');
    const ended = new Promise((resolve) => {
      client.subscribe(
        { query: 'subscription { rolloutChanged(id: "x") { id } }' },
        { next: () => undefined, error: resolve, complete: () => undefined },
      );
    });
    expect(await ended).toMatchObject({ code: 4403 });
  });

  it('shows one organisation nothing of another', async () => {
    const { data } = await harness.ask(createModel, { input: { name: 'ours' } });
    const { id } = data?.['createModel'] as { id: string };
    await harness.database.platform.organisation.create({ data: { id: 'other', name: 'Other' } });
    await harness.database.platform.apiToken.create({
      data: {
        organisationId: 'other',
        name: 't',
        tokenHash: createHash('sha256').update('flt_other').digest('hex'),
      },
    });
    const theirs = await harness.ask(
      'query ($id: ID!) { model(id: $id) { id } models { totalCount } hardwareProfiles { totalCount } }',
      { id },
      'flt_other',
    );
    expect(theirs.data).toEqual({
      model: null,
      models: { totalCount: 0 },
      hardwareProfiles: { totalCount: 0 },
    });
    const foreign = { input: { modelId: id, artifactDigest: 'a'.repeat(64) } };
    expect(
      await harness.ask(
        'mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { id } }',
        foreign,
        'flt_other',
      ),
    ).toMatchObject({ codes: ['NOT_FOUND'] });
  });
});

describe('mutations', () => {
  it('give the same result for the same key and input, also when they come at the same time', async () => {
    const input = { name: 'once', idempotencyKey: 'key-1' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => harness.ask(createModel, { input })));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(answers[0]?.codes).toEqual([]);
    expect(await harness.database.platform.model.count({ where: { name: 'once' } })).toBe(1);
  });

  it('refuse a key that was used for something else', async () => {
    const ask = (name: string) =>
      harness.ask(createModel, { input: { name, idempotencyKey: 'key-2' } });
    expect((await ask('first')).codes).toEqual([]);
    expect((await ask('second')).codes).toEqual(['IDEMPOTENCY_CONFLICT']);
  });

  it('show an enrolment token once, and keep nothing that it could be made from', async () => {
    const query =
      'mutation ($input: CreateEnrolmentTokenInput!) { createEnrolmentToken(input: $input) { token } }';
    const input = { idempotencyKey: 'key-3' };
    const answers = await Promise.all([1, 2, 3].map(() => harness.ask(query, { input })));
    const made = answers.filter(({ codes }) => codes.length === 0);
    expect(made).toHaveLength(1);
    const refused = { status: 200, codes: ['ENROLMENT_TOKEN_SHOWN_ONCE'] };
    for (const answer of answers.filter((each) => each !== made[0]))
      expect(answer).toMatchObject(refused);
    expect(await harness.ask(query, { input })).toMatchObject(refused);
    expect(await harness.database.platform.enrolmentToken.count()).toBe(1);
    const [record] = await harness.database.platform.idempotencyKey.findMany({
      where: { operation: 'createEnrolmentToken' },
    });
    const [token] = await harness.database.platform.enrolmentToken.findMany();
    expect(record?.result).toBe(token?.id);
  });

  it('name what is wrong with an input', async () => {
    const input = {
      profile: { ...profile, name: ' ', maximumAccuracyLossPoints: 101, delegates: [] },
    };
    const { codes, body } = await harness.ask(createProfile, { input });
    expect(codes).toEqual(['INVALID_INPUT']);
    const { errors } = JSON.parse(body) as {
      errors: { extensions: { issues: { path: string[] }[] } }[];
    };
    expect(errors[0]?.extensions.issues.map(({ path }) => path[0]).sort()).toEqual([
      'delegates',
      'maximumAccuracyLossPoints',
      'name',
    ]);
  });

  it('refuse a profile name that is taken, and an edit of an older revision', async () => {
    const data = await harness.get(createProfile, { input: { profile } });
    const { id } = data['createHardwareProfile'] as { id: string };
    expect((await harness.ask(createProfile, { input: { profile } })).codes).toEqual([
      'ALREADY_EXISTS',
    ]);
    const update = (expectedRevision: number) =>
      harness.ask(
        'mutation ($input: UpdateHardwareProfileInput!) { updateHardwareProfile(input: $input) { revision budgets { latencyP90Ms } } }',
        {
          input: { id, expectedRevision, profile: { ...profile, budgets: { latencyP90Ms: 12.5 } } },
        },
      );
    expect((await update(1)).data).toEqual({
      updateHardwareProfile: { revision: 2, budgets: { latencyP90Ms: 12.5 } },
    });
    expect((await update(1)).codes).toEqual(['REVISION_CONFLICT']);
  });

  it.each([
    [
      'model version',
      'mutation { buildVariants(input: { modelVersionId: "no", profileIds: ["no"], evaluationDatasetId: "no" }) { id } }',
    ],
    ['profile', 'mutation { createEnrolmentToken(input: { profileId: "no" }) { id } }'],
    ['device', 'mutation { assignDeviceProfile(input: { deviceId: "no" }) { id } }'],
    ['rollout', 'mutation { abortRollout(input: { id: "no" }) { id } }'],
  ])('answer NOT_FOUND for an unknown %s', async (_, query) => {
    expect((await harness.ask(query)).codes).toEqual(['NOT_FOUND']);
  });
});

describe('queries', () => {
  it('page through everything once, in a stable order, with bounded pages', async () => {
    for (let at = 0; at < 7; at += 1)
      await harness.get(createModel, { input: { name: `page ${at}` } });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const data: Record<string, unknown> = await harness.get(
        'query ($after: String) { models(first: 3, after: $after) { totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const page = data['models'] as {
        edges: { node: { id: string } }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    const all = await harness.database.platform.model.findMany({
      where: { organisationId: 'default' },
    });
    expect(seen).toEqual(
      all
        .map(({ id }) => id)
        .sort()
        .reverse(),
    );
    for (const first of [0, -1, 101])
      expect((await harness.ask(`{ models(first: ${first}) { totalCount } }`)).codes).toEqual([
        'INVALID_INPUT',
      ]);
    expect((await harness.ask('{ models(after: "garbage") { totalCount } }')).codes).toEqual([
      'INVALID_CURSOR',
    ]);
  });

  it('are refused when too deep, too wide, too long or too big', async () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'id' : `model { versions { edges { node { ${nested(depth - 1)} } } } }`;
    const large = [
      `{ modelVersion(id: "x") { ${nested(4)} } }`,
      '{ models(first: 100) { edges { node { versions(first: 100) { edges { node { variants(first: 100) { totalCount } } } } } } } }',
    ];
    for (const query of large)
      expect(await harness.ask(query)).toMatchObject({ status: 400, codes: ['QUERY_TOO_LARGE'] });
    expect((await harness.ask(`{ ${'__typename '.repeat(3000)} }`)).status).toBe(400);
    const big = await fetch(`${harness.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${harness.token}` },
      body: JSON.stringify({ query: `{ __typename } #${'x'.repeat(300_000)}` }),
    });
    expect([big.status, await big.json()]).toMatchObject([413, { error: { code: 'TOO_LARGE' } }]);
  });

  it('are refused without following fragments that spread one another, over HTTP and WebSocket', async () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level < 11 ? `...f${level + 1} `.repeat(40) : '__typename';
      return `fragment f${level} on Query { ${inner} }`;
    });
    const query = `{ ...f0 } ${levels.join(' ')}`;
    const refused = { codes: ['QUERY_TOO_LARGE'] };
    // Followed one by one, 40 ** 11 spreads would outlast every time limit.
    expect(await harness.ask(query)).toMatchObject({ status: 400, ...refused });
    expect(await outcomeOf(harness.subscribe(), query)).toEqual(['QUERY_TOO_LARGE']);
  });

  it('of the whole fleet are dear', async () => {
    const aliases = (count: number): string =>
      Array.from(
        { length: count },
        (_, at) => `a${at}: fleetMetrics(groupBy: PROFILE) { windows: __typename }`,
      ).join(' ');
    expect((await harness.ask(`{ ${aliases(3)} }`)).codes).toEqual([]);
    expect((await harness.ask(`{ ${aliases(21)} }`)).codes).toEqual(['QUERY_TOO_LARGE']);
  });

  it('say nothing of what went wrong inside, and the log says all under the same id', async () => {
    const { codes } = await harness.ask('{ device(id: "a\\u0000b") { id } }');
    expect(codes).toEqual(['INVALID_INPUT']);
    await harness.database.platform.$executeRawUnsafe(
      'ALTER TABLE "Model" RENAME COLUMN "description" TO "hidden"',
    );
    try {
      const { body, codes: inside } = await harness.ask(
        '{ models { totalCount edges { node { id } } } }',
      );
      expect(inside).toEqual(['INTERNAL']);
      expect(body).not.toMatch(/description|prisma/iu);
      const { errors } = JSON.parse(body) as { errors: { extensions: { errorId: string } }[] };
      expect(harness.log.join('\n')).toContain(errors[0]?.extensions.errorId);
    } finally {
      await harness.database.platform.$executeRawUnsafe(
        'ALTER TABLE "Model" RENAME COLUMN "hidden" TO "description"',
      );
    }
  });
});

describe('uploads', () => {
  it('stream in and out under their sha256', async () => {
    const content = Buffer.alloc(90_000, 7);
    const response = await harness.upload(content);
    const digest = createHash('sha256').update(content).digest('hex');
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ digest, sizeBytes: 90_000 });
    const back = await fetch(`${harness.url}/v1/artifacts/${digest}`, {
      headers: { authorization: `Bearer ${harness.token}` },
    });
    expect(Buffer.from(await back.arrayBuffer()).equals(content)).toBe(true);
  });

  it('come back in parts', async () => {
    const content = Buffer.from('0123456789');
    const digest = await harness.uploaded(content);
    const ask = (headers: Record<string, string>) =>
      fetch(`${harness.url}/v1/artifacts/${digest}`, {
        headers: { authorization: `Bearer ${harness.token}`, ...headers },
      });
    const part = await ask({ range: 'bytes=2-4' });
    expect([part.status, part.headers.get('content-range'), await part.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect(part.headers.get('accept-ranges')).toBe('bytes');
    expect(await (await ask({ range: 'bytes=-3' })).text()).toBe('789');
    const beyond = await ask({ range: 'bytes=10-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */10']);
    for (const headers of [
      { range: 'bytes=0-1,4-5' },
      { range: 'lines=1-2' },
      { range: 'bytes=0-1', 'if-range': '"another"' },
    ]) {
      const whole = await ask(headers);
      expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
    }
    const empty = await harness.uploaded('');
    const nothing = await fetch(`${harness.url}/v1/artifacts/${empty}`, {
      headers: { authorization: `Bearer ${harness.token}` },
    });
    expect([nothing.status, await nothing.text()]).toEqual([200, '']);
  });

  it('refuse content that changed on its way, too much of it, and unknown digests', async () => {
    const other = await harness.upload('x', { 'x-flotilla-digest': '0'.repeat(64) });
    expect([other.status, await other.json()]).toMatchObject([
      422,
      { error: { code: 'DIGEST_MISMATCH' } },
    ]);
    const large = await harness.upload(Buffer.alloc(100_001));
    expect([large.status, await large.json()]).toMatchObject([
      413,
      { error: { code: 'TOO_LARGE' } },
    ]);
    const { data } = await harness.ask(createModel, { input: { name: 'for garbage' } });
    const { id: modelId } = data?.['createModel'] as { id: string };
    const register = (artifactDigest: string) =>
      harness.ask(
        'mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { id } }',
        {
          input: { modelId, artifactDigest },
        },
      );
    expect((await register('0'.repeat(64))).codes).toEqual(['ARTIFACT_NOT_FOUND']);
    expect((await register('../../etc/passwd')).codes).toEqual(['INVALID_DIGEST']);
  });
});

describe('the server', () => {
  it('tells whether it works, without a token', async () => {
    const ready = await fetch(`${harness.url}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { ok: true, checks: { database: 'ok' } },
    ]);
    expect((await fetch(`${harness.url}/health/live`)).status).toBe(200);
  });

  it('answers again by itself when PostgreSQL was killed', async () => {
    process.kill(harness.postgres.server.processId, 'SIGKILL');
    expect(await harness.get('{ hardwareProfiles { totalCount } }')).toBeDefined();
    const input = { name: 'after the crash', idempotencyKey: 'key-4' };
    process.kill(harness.postgres.server.processId, 'SIGKILL');
    expect((await harness.ask(createModel, { input })).codes).toEqual([]);
  });
});
