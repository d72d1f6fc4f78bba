import { parse } from 'graphql';
import type { ApiError } from '../errors';
import { assertAffordable, maximumDepth, maximumNodes } from './query-cost';

/** Code of the refusal, or null. */
function ask(query: string, variables: Record<string, unknown> = {}): unknown {
  const document = parse(query);
  try {
    assertAffordable(document, variables);
    return null;
  } catch (error) {
    return (error as ApiError).code;
  }
}
const nest = (levels: number, inner: string): string =>
  levels === 0 ? inner : `a { ${nest(levels - 1, inner)} }`;

describe('assertAffordable()', () => {
  it('takes depth up to its limit', () => {
    expect(ask(`{ ${nest(maximumDepth - 1, 'b')} }`)).toBeNull();
    expect(ask(`{ ${nest(maximumDepth, 'b')} }`)).toBe('QUERY_TOO_LARGE');
  });

  it('multiplies pages, also those whose size comes in a variable or is left out', () => {
    const page = (inner: string) => `a(first: 100) { edges { node { ${inner} } } }`;
    expect(ask(`{ ${page('b')} }`)).toBeNull();
    expect(ask(`{ ${page(page('b'))} }`)).toBe('QUERY_TOO_LARGE');
    const variable = 'query ($n: Int) { a(first: $n) { b { c } } }';
    expect(ask(variable, { n: 10 })).toBeNull();
    expect(ask(variable, { n: maximumNodes })).toBe('QUERY_TOO_LARGE');
    const implicitPage = (inner: string) => `a { edges { node { ${inner} } } }`;
    const implicit = `{ ${implicitPage(implicitPage(implicitPage(implicitPage('b'))))} }`;
    expect(ask(implicit)).toBe('QUERY_TOO_LARGE');
  });

  it('looks into fragments, and ends on one that spreads itself', () => {
    expect(ask(`{ ...f } fragment f on Query { ${nest(maximumDepth, 'b')} }`)).toBe(
      'QUERY_TOO_LARGE',
    );
    expect(ask('{ ...f } fragment f on Query { a { ...f } }')).toBe('QUERY_TOO_LARGE');
    expect(ask('{ ...f ...f } fragment f on Query { ...f ...f ...f }')).toBe('QUERY_TOO_LARGE');
  });
});
