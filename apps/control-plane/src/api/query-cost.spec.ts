import { parse } from 'graphql';
import { assertAffordable, maximumDepth, maximumNodes } from './query-cost';

const ask =
  (query: string, variables: Record<string, unknown> = {}) =>
  () => {
    assertAffordable(parse(query), variables);
  };
const tooLarge = expect.objectContaining({ code: 'QUERY_TOO_LARGE' });
const nest = (levels: number, inner: string): string =>
  levels === 0 ? inner : `a { ${nest(levels - 1, inner)} }`;

describe('assertAffordable()', () => {
  it('takes depth up to its limit', () => {
    expect(ask(`{ ${nest(maximumDepth - 1, 'b')} }`)).not.toThrow();
    expect(ask(`{ ${nest(maximumDepth, 'b')} }`)).toThrow(tooLarge);
  });

  it('multiplies pages, also those whose size comes in a variable or is left out', () => {
    const page = (inner: string) => `a(first: 100) { edges { node { ${inner} } } }`;
    expect(ask(`{ ${page('b')} }`)).not.toThrow();
    expect(ask(`{ ${page(page('b'))} }`)).toThrow(tooLarge);
    const variable = 'query ($n: Int) { a(first: $n) { b { c } } }';
    expect(ask(variable, { n: 10 })).not.toThrow();
    expect(ask(variable, { n: maximumNodes })).toThrow(tooLarge);
    const implicitPage = (inner: string) => `a { edges { node { ${inner} } } }`;
    const implicit = `{ ${implicitPage(implicitPage(implicitPage(implicitPage('b'))))} }`;
    expect(ask(implicit)).toThrow(tooLarge);
  });

  it('looks into fragments, and ends on one that spreads itself', () => {
    expect(ask(`{ ...f } fragment f on Query { ${nest(maximumDepth, 'b')} }`)).toThrow(tooLarge);
    expect(ask('{ ...f } fragment f on Query { a { ...f } }')).toThrow(tooLarge);
    expect(ask('{ ...f ...f } fragment f on Query { ...f ...f ...f }')).toThrow(tooLarge);
  });
});
