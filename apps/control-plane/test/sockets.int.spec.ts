import { createHash } from 'node:crypto';
import { maximumSocketsPerToken } from '../src/api/sockets-by-token';
import { maximumSubscriptions } from '../src/api/web-socket-operation';
import { type Harness, startHarness } from './fixtures/harness';
import { outcomeOf } from './fixtures/outcome-of';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(async () => {
  await harness.close();
});

/** Stays open until somebody ends it. */
const endless = 'subscription { variantChanged(modelVersionId: "x") { id } }';

async function newToken(name: string): Promise<string> {
  const token = `flt_${name}`;
  await harness.database.platform.apiToken.create({
    data: {
      organisationId: 'default',
      name,
      tokenHash: createHash('sha256').update(token).digest('hex'),
    },
  });
  return token;
}

describe('GraphQL over WebSocket', () => {
  it('ends a subscription to what is not there with NOT_FOUND', async () => {
    const query = 'subscription { rolloutChanged(id: "nope") { id } }';
    expect(await outcomeOf(harness.subscribe(), query)).toEqual(['NOT_FOUND']);
  });

  it('refuses operations that are not valid or cost too much', async () => {
    const client = harness.subscribe();
    expect(await outcomeOf(client, 'subscription { nothing }')).toEqual([
      'GRAPHQL_VALIDATION_FAILED',
    ]);
    const leaves = Array.from(
      { length: 21 },
      (_, at) => `a${at}: fleetMetrics(groupBy: PROFILE) { samples: __typename }`,
    );
    expect(await outcomeOf(client, `{ ${leaves.join(' ')} }`)).toEqual(['QUERY_TOO_LARGE']);
  });

  it('has a limit of operations on one socket, and takes more when some have ended', async () => {
    const client = harness.subscribe();
    const outcomes = Array.from({ length: maximumSubscriptions + 1 }, () =>
      outcomeOf(client, endless),
    );
    expect(await Promise.race(outcomes)).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    expect(await outcomeOf(client, '{ __typename }')).toEqual(['TOO_MANY_SUBSCRIPTIONS']);
    await client.dispose();
    expect(await outcomeOf(harness.subscribe(), '{ __typename }')).toEqual([]);
  });

  it('has a limit of sockets for one token', async () => {
    const token = await newToken('many');
    const clients = Array.from({ length: maximumSocketsPerToken }, () => harness.subscribe(token));
    for (const client of clients) void outcomeOf(client, endless);
    await Promise.all(
      clients.map((client) => new Promise((resolve) => client.on('connected', resolve))),
    );
    expect(await outcomeOf(harness.subscribe(token), endless)).toMatchObject({
      code: 4429,
      reason: 'TOO_MANY_CONNECTIONS',
    });
    await clients[0]?.dispose();
    expect(await outcomeOf(harness.subscribe(token), '{ __typename }')).toEqual([]);
  });

  it('ends the open sockets of a token that is revoked', async () => {
    const client = harness.subscribe(await newToken('revoked'));
    const connected = new Promise((resolve) => client.on('connected', resolve));
    const outcome = outcomeOf(client, endless);
    await connected;
    await harness.database.platform.apiToken.updateMany({
      where: { name: 'revoked' },
      data: { revokedAt: new Date() },
    });
    expect(await outcome).toMatchObject({ code: 4403 });
  });
});
