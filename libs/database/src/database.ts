import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/client';
import { type OrganisationClient, scopeClient } from './scope';
import { retryTransient } from './transient';

export interface DatabaseOptions {
  /** Connections of the pool. Default 10. */
  readonly maximumConnections?: number;
  /** Told of connections that broke while idle; the pool replaces them by itself. */
  readonly onConnectionError?: (error: Error) => void;
}

export interface Database {
  /** Sees every organisation: for what comes before one is known (a token) or goes over all of them (a tick). */
  readonly platform: PrismaClient;
  /** The client for everything else. */
  scopedTo(organisationId: string): OrganisationClient;
  close(): Promise<void>;
}

const reads = new Set([
  'findUnique',
  'findUniqueOrThrow',
  'findFirst',
  'findFirstOrThrow',
  'findMany',
  'count',
  'aggregate',
  'groupBy',
]);

/** Connects to a migrated database. A server that is away for a moment delays reads; writes are the caller's to repeat. */
export function createDatabase(url: string, options: DatabaseOptions = {}): Database {
  const report = options.onConnectionError ?? (() => undefined);
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: options.maximumConnections ?? 10,
      connectionTimeoutMillis: 5_000,
    },
    { onPoolError: report, onConnectionError: report },
  );
  const client = new PrismaClient({
    adapter,
    transactionOptions: { maxWait: 5_000, timeout: 15_000 },
  });
  const platform = retryingReads(client);
  const scopes = new Map<string, OrganisationClient>();
  return {
    platform,
    scopedTo(organisationId) {
      const known = scopes.get(organisationId);
      if (known !== undefined) return known;
      const made = scopeClient(platform, organisationId);
      scopes.set(organisationId, made);
      return made;
    },
    close: () => client.$disconnect(),
  };
}

function retryingReads(client: PrismaClient): PrismaClient {
  return client.$extends({
    name: 'retrying reads',
    query: {
      $allModels: {
        $allOperations: ({ operation, args, query }) =>
          reads.has(operation) ? retryTransient(() => query(args)) : query(args),
      },
    },
    // An extension of queries alone leaves the client's type as it is; Prisma's inference cannot say so.
  }) as PrismaClient;
}
