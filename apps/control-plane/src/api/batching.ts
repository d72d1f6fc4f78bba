import DataLoader from 'dataloader';

/** Looks up single rows in batches: calls of one tick become one query an organisation. Nothing is cached. */
export class BatchedLookup<Row extends { readonly id: string }> {
  private readonly loader: DataLoader<{ organisationId: string; id: string }, Row | null>;

  constructor(fetch: (organisationId: string, ids: readonly string[]) => Promise<readonly Row[]>) {
    this.loader = new DataLoader(
      async (keys) => {
        const idsOf = new Map<string, { id: string }[]>();
        for (const key of keys)
          idsOf.set(key.organisationId, [...(idsOf.get(key.organisationId) ?? []), key]);
        const found = new Map<string, Row>();
        for (const [organisationId, group] of idsOf) {
          const ids = [...new Set(group.map(({ id }) => id))];
          for (const row of await fetch(organisationId, ids))
            found.set(`${organisationId}/${row.id}`, row);
        }
        return keys.map(({ organisationId, id }) => found.get(`${organisationId}/${id}`) ?? null);
      },
      { cache: false, maxBatchSize: 1_000 },
    );
  }

  async find(organisationId: string, id: string): Promise<Row | null> {
    return this.loader.load({ organisationId, id });
  }
}
