export interface Connection<Node> {
  readonly edges: readonly { readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** What a document must ask of a connection, beside its nodes. */
export const pageInfo = 'pageInfo { hasNextPage endCursor }';

/**
 * Every node of a connection, page by page.
 * @param read asks for the page after a cursor; null for the first
 */
export async function* nodesOf<Node>(
  read: (after: string | null) => Promise<Connection<Node>>,
): AsyncGenerator<Node> {
  let after: string | null = null;
  do {
    const page = await read(after);
    for (const { node } of page.edges) yield node;
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
}
