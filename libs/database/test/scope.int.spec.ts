import { createDatabase, type Database, Prisma } from '@flotilla/database';
import { startThrowAwayServer } from './fixtures/throw-away-server';
import { createOneRowOfEach, type OneRowOfEach } from './fixtures/one-row-of-each';

let postgres: Awaited<ReturnType<typeof startThrowAwayServer>>;
let database: Database;
const rows = new Map<string, OneRowOfEach>();

beforeAll(async () => {
  postgres = await startThrowAwayServer();
  database = createDatabase(postgres.url);
  for (const id of ['own', 'foreign']) rows.set(id, await createOneRowOfEach(database, id));
});
afterAll(async () => {
  await database.close();
  await postgres.close();
});

const modelNames = Object.values(Prisma.ModelName);

/** The operations that every model has, whatever its fields. */
interface Delegate {
  findMany(args?: object): Promise<object[]>;
  findFirst(args?: object): Promise<object | null>;
  findUnique(args: object): Promise<object | null>;
  count(args?: object): Promise<number>;
  create(args: object): Promise<object>;
  createMany(args: object): Promise<{ count: number }>;
  update(args: object): Promise<object>;
  updateMany(args: object): Promise<{ count: number }>;
  upsert(args: object): Promise<object>;
  delete(args: object): Promise<object>;
  deleteMany(args?: object): Promise<{ count: number }>;
}

function delegateOf(client: object, model: string): Delegate {
  const name = model.charAt(0).toLowerCase() + model.slice(1);
  return (client as Record<string, Delegate>)[name]!;
}

function scoped(model: string): Delegate {
  return delegateOf(database.scopedTo('own'), model);
}

const keyOf = (model: string) => (model === 'Organisation' ? 'id' : 'organisationId');

function foreignRow(model: Prisma.ModelName): Record<string, unknown> {
  return rows.get('foreign')?.[model] as Record<string, unknown>;
}

/** The unique key of the other organisation's row, in Prisma's form. */
function foreignKey(model: Prisma.ModelName): object {
  const row = foreignRow(model);
  if (model === 'Organisation') return { id: row['id'] };
  const keys: Record<string, readonly string[]> = {
    IdempotencyKey: ['keyHash'],
    DevicePresence: ['deviceId'],
    RunningVariant: ['deviceId', 'modelId'],
    DeviceRelease: ['deviceId', 'modelId'],
    RolloutStage: ['rolloutId', 'index'],
    RolloutDevice: ['rolloutId', 'deviceId'],
    TelemetrySession: ['deviceId', 'session'],
    TelemetryWindow: ['deviceId', 'session', 'sequence'],
    TelemetrySummary: [
      ...['grain', 'startedAt', 'deviceId', 'variantId', 'rolloutId', 'profileId'],
      'delegate',
    ],
    RolloutEvidence: ['rolloutId', 'variantId', 'epoch'],
  };
  const fields = ['organisationId', ...(keys[model] ?? ['id'])];
  return { [fields.join('_')]: Object.fromEntries(fields.map((field) => [field, row[field]])) };
}

async function foreignRows(): Promise<unknown> {
  const found = await Promise.all(
    modelNames.map((model) =>
      delegateOf(database.platform, model).findMany({ where: { [keyOf(model)]: 'foreign' } }),
    ),
  );
  return found;
}

describe.each(modelNames)('scopedTo() on %s', (model) => {
  const key = keyOf(model);

  it('reads nothing of another organisation, however it is asked', async () => {
    const foreign = { [key]: 'foreign' };
    const all = await scoped(model).findMany();
    expect(all).toHaveLength(1);
    expect(all).toEqual([expect.objectContaining({ [key]: 'own' })]);
    expect(
      await scoped(model).findMany({ where: { OR: [foreign, { NOT: foreign }] } }),
    ).toHaveLength(1);
    expect(await scoped(model).findMany({ where: foreign })).toEqual([]);
    expect(await scoped(model).findMany({ where: { AND: foreign } })).toEqual([]);
    expect(await scoped(model).findFirst({ where: { OR: [foreign] } })).toBeNull();
    expect(await scoped(model).findUnique({ where: foreignKey(model) })).toBeNull();
    expect(await scoped(model).count()).toBe(1);
    expect(await scoped(model).count({ where: foreign })).toBe(0);
  });

  it('changes nothing of another organisation, however it is asked', async () => {
    const before = await foreignRows();
    const where = foreignKey(model);
    const foreign = { [key]: 'foreign' };
    await expect(scoped(model).update({ where, data: {} })).rejects.toMatchObject({
      code: 'P2025',
    });
    await expect(scoped(model).delete({ where })).rejects.toMatchObject({ code: 'P2025' });
    expect(await scoped(model).updateMany({ where: foreign, data: {} })).toEqual({ count: 0 });
    expect(await scoped(model).deleteMany({ where: { OR: [foreign] } })).toEqual({ count: 0 });
    expect(await foreignRows()).toEqual(before);
  });

  it('makes no row for another organisation, nor moves one there', async () => {
    const before = await foreignRows();
    const row = foreignRow(model);
    const where = foreignKey(model);
    await expect(async () => scoped(model).create({ data: row })).rejects.toThrow(RangeError);
    await expect(async () => scoped(model).createMany({ data: [row] })).rejects.toThrow(RangeError);
    await expect(async () =>
      scoped(model).updateMany({ data: { [key]: 'foreign' } }),
    ).rejects.toThrow(RangeError);
    await expect(async () =>
      scoped(model).upsert({ where, create: row, update: {} }),
    ).rejects.toThrow(RangeError);
    expect(await foreignRows()).toEqual(before);
  });
});

describe('scopedTo()', () => {
  it('refuses raw SQL and nested writes', async () => {
    const own = database.scopedTo('own');
    await expect(async () => own.$queryRawUnsafe('SELECT 1')).rejects.toThrow(TypeError);
    await expect(async () => own.$executeRawUnsafe('SELECT 1')).rejects.toThrow(TypeError);
    await expect(async () =>
      delegateOf(own, 'Model').update({
        where: { organisationId_id: { organisationId: 'own', id: '1' } },
        data: { organisation: { connect: { id: 'foreign' } } },
      }),
    ).rejects.toThrow(TypeError);
  });

  it('holds inside transactions', async () => {
    const seen = await database
      .scopedTo('own')
      .$transaction((transaction) => transaction.model.findMany());
    expect(seen).toHaveLength(1);
  });

  it('leaves it to the foreign keys that no row refers across organisations', async () => {
    await database.platform.model.create({
      data: { organisationId: 'foreign', id: 'theirs', name: 'theirs', description: '' },
    });
    const reference = { modelId: 'theirs', number: 9, sourceDigest: 'a', sourceSizeBytes: 1n };
    await expect(
      database
        .scopedTo('own')
        .modelVersion.create({ data: { organisationId: 'own', ...reference } }),
    ).rejects.toMatchObject({ code: 'P2003' });
  });
});
