import { codeThrownBy } from '@flotilla/foundation/testing';
import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { assertAffordable, maximumDepth } from './query-cost';

const schema = buildSchema(`
  type Query { root: Item item: Item dear: [Item!]! items(first: Int! = 20): ItemConnection! }
  type Item { id: ID item: Item parts: [Item!]! items(first: Int! = 20): ItemConnection! }
  type ItemConnection { edges: [ItemEdge!]! totalCount: Int! }
  type ItemEdge { node: Item! }
`);
const { dear } = schema.getQueryType()?.getFields() ?? {};
if (dear !== undefined) dear.extensions = { complexity: 1_000 };

/** Code of the refusal, or null. */
function ask(query: string, variables: Record<string, unknown> = {}): string | null {
  const document = parse(query);
  const operation = getOperationAST(document);
  try {
    assertAffordable({ schema, document, operation, variables });
    return null;
  } catch (error) {
    return codeThrownBy(() => {
      throw error;
    });
  }
}
const nest = (levels: number, inner: string): string =>
  levels === 0 ? inner : `item { ${nest(levels - 1, inner)} }`;
const page = (size: string, inner: string): string =>
  `items${size} { edges { node { ${inner} } } }`;

describe('assertAffordable()', () => {
  it('takes depth up to its limit', () => {
    expect(ask(`{ ${nest(maximumDepth - 1, 'id')} }`)).toBeNull();
    expect(ask(`{ ${nest(maximumDepth, 'id')} }`)).toBe('QUERY_TOO_LARGE');
  });

  it('multiplies pages', () => {
    expect(ask(`{ ${page('(first: 100)', 'id')} }`)).toBeNull();
    expect(ask(`{ ${page('(first: 100)', page('(first: 100)', 'id'))} }`)).toBe('QUERY_TOO_LARGE');
    expect(ask(`{ ${page('', page('', page('', 'id')))} }`)).toBe('QUERY_TOO_LARGE');
    expect(
      ask('{ items(first: 100) { edges { node { items(first: 100) { totalCount } } } } }'),
    ).toBe(null);
  });

  it.each([
    ['a variable', 'query ($n: Int!)', { n: 100 }],
    ['a default of a variable', 'query ($n: Int = 100)', {}],
  ])('knows the size of a page from %s', (_, head, variables) => {
    const inner = page('(first: $n)', page('(first: 3)', 'id'));
    expect(ask(`${head} { ${inner} }`, variables)).toBeNull();
    const nested = page('(first: $n)', page('(first: $n)', 'id'));
    expect(ask(`${head} { ${nested} }`, variables)).toBe('QUERY_TOO_LARGE');
  });

  it('knows a connection by its type, whatever hides its edges', () => {
    const hidden = (inner: string): string =>
      `items { ... { ...on ItemConnection { all: edges { node { ${inner} } } } } }`;
    expect(ask(`{ ${hidden('id')} }`)).toBeNull();
    expect(ask(`{ ${hidden(hidden(hidden('id')))} }`)).toBe('QUERY_TOO_LARGE');
  });

  it('counts lists without pages, and what a resolver says that it costs, at every alias', () => {
    const parts = (inner: string): string => `parts { ${inner} }`;
    expect(ask(`{ item { ${parts(parts(parts('id')))} } }`)).toBeNull();
    expect(ask(`{ item { ${parts(parts(parts(parts(parts('id')))))} } }`)).toBe('QUERY_TOO_LARGE');
    const aliases = (count: number): string =>
      Array.from({ length: count }, (_, at) => `a${at}: dear { id }`).join(' ');
    expect(ask(`{ ${aliases(20)} }`)).toBeNull();
    expect(ask(`{ ${aliases(21)} }`)).toBe('QUERY_TOO_LARGE');
  });

  it('counts values: many small ones of many records are much', () => {
    const leaves = Array.from({ length: 300 }, (_, at) => `a${at}: id`).join(' ');
    expect(ask(`{ ${page('(first: 100)', leaves)} }`)).toBeNull();
    expect(ask(`{ ${page('(first: 100)', page('(first: 10)', leaves))} }`)).toBe('QUERY_TOO_LARGE');
  });

  it('looks into fragments, and ends on one that spreads itself', () => {
    expect(ask(`{ ...f } fragment f on Query { ${nest(maximumDepth, 'id')} }`)).toBe(
      'QUERY_TOO_LARGE',
    );
    expect(ask('{ ...f } fragment f on Item { item { ...f } }')).toBe('QUERY_TOO_LARGE');
    expect(ask('{ ...f ...f } fragment f on Query { ...f ...f ...f }')).toBe('QUERY_TOO_LARGE');
  });

  it('does not follow fragments that spread one another again and again', () => {
    const levels = Array.from({ length: 12 }, (_, level) => {
      const inner = level < 11 ? `...f${level + 1} `.repeat(40) : '__typename';
      return `fragment f${level} on Query { ${inner} }`;
    });
    // Followed one by one, 40 ** 11 spreads would outlast every time limit.
    expect(ask(`{ ...f0 } ${levels.join(' ')}`)).toBe('QUERY_TOO_LARGE');
  });

  it('lets tools ask for the schema, once', () => {
    const query = getIntrospectionQuery();
    expect(ask(query)).toBeNull();
    const fields = (inner: string): string => `fields { type { ${inner} } }`;
    expect(ask(`{ __schema { types { ${fields(fields(fields(fields('name'))))} } } }`)).toBe(
      'QUERY_TOO_LARGE',
    );
  });
});
