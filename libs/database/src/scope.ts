import { Prisma, type PrismaClient } from './generated/client';

/** Scalar fields by model; any other key of a row is a relation. */
const scalarFields = new Map<string, ReadonlySet<string>>(
  Object.values(Prisma.ModelName).map((model) => [
    model,
    new Set(Object.keys(Prisma[`${model}ScalarFieldEnum`])),
  ]),
);

/** Arguments as they come: their shape depends on model and operation, so that only these keys are looked at. */
interface Arguments {
  readonly where?: object;
  readonly data?: object | readonly object[];
  readonly create?: object;
  readonly update?: object;
}

const writes = new Set(['create', 'createMany', 'createManyAndReturn', 'upsert']);

/**
 * A client that sees and changes the rows of one organisation only, whatever its caller asks for. Nested writes and
 * raw SQL are refused, because they could not be held inside.
 * @throws TypeError on raw SQL or a nested write, RangeError on a row of another organisation
 */
export function scopeClient(client: PrismaClient, organisationId: string) {
  return client.$extends({
    name: `organisation ${organisationId}`,
    query: {
      $allOperations({ model, operation, args, query }) {
        if (model === undefined)
          throw new TypeError(`${operation} is not available inside an organisation`);
        return query(scopeArguments(model, operation, args as Arguments, organisationId));
      },
    },
  });
}

export type OrganisationClient = ReturnType<typeof scopeClient>;
/** What repositories take: the client, or a transaction of it. */
export type OrganisationTransaction = Omit<
  OrganisationClient,
  '$connect' | '$disconnect' | '$extends' | '$on' | '$transaction' | '$use'
>;

function scopeArguments(
  model: string,
  operation: string,
  given: Arguments | undefined,
  organisationId: string,
): object {
  const key = model === Prisma.ModelName.Organisation ? 'id' : 'organisationId';
  const own = (row: object) => ownRow(model, row, key, organisationId);
  const args: Record<string, unknown> = { ...given };
  // Beside a unique key, and beside OR, a top-level condition narrows.
  if (!operation.startsWith('create')) args['where'] = narrowed(given?.where, key, organisationId);
  if (given?.data !== undefined) {
    const complete = writes.has(operation)
      ? own
      : (row: object) => checked(model, row, key, organisationId);
    args['data'] = isRows(given.data) ? given.data.map(complete) : complete(given.data);
  }
  if (given?.create !== undefined) args['create'] = own(given.create);
  if (given?.update !== undefined)
    args['update'] = checked(model, given.update, key, organisationId);
  return args;
}

function narrowed(where: object | undefined, key: string, organisationId: string): object {
  const asked =
    where !== undefined && key in where
      ? { AND: [{ [key]: (where as Record<string, unknown>)[key] }] }
      : {};
  const { AND: outer, ...rest } = (where ?? {}) as { AND?: unknown };
  const conditions = [
    ...('AND' in asked ? asked.AND : []),
    ...(outer === undefined ? [] : [outer].flat()),
  ];
  return { ...rest, ...(conditions.length > 0 ? { AND: conditions } : {}), [key]: organisationId };
}

function isRows(data: object | readonly object[]): data is readonly object[] {
  return Array.isArray(data);
}

function ownRow(model: string, row: object, key: string, organisationId: string): object {
  return { ...checked(model, row, key, organisationId), [key]: organisationId };
}

function checked(model: string, row: object, key: string, organisationId: string): object {
  const fields = scalarFields.get(model);
  for (const [name, value] of Object.entries(row)) {
    if (value === undefined) continue;
    if (fields?.has(name) !== true)
      throw new TypeError(
        `nested write to ${model}.${name} is not available inside an organisation`,
      );
    if (name === key && value !== organisationId)
      throw new RangeError(`a row of ${model} for another organisation than ${organisationId}`);
  }
  return row;
}
