import * as fc from 'fast-check';
import { markup } from './markup';

describe('markup', () => {
  it('lets no text become elements or end an attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(markup`${text}`.text).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/);
      }),
    );
    expect(markup`<p title="${'"><script>'}">${'<b>'}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;">&lt;b&gt;</p>',
    );
  });

  it('nests, and joins lists', () => {
    expect(markup`<ul>${['a', 'b&'].map((each) => markup`<li>${each}</li>`)}</ul>`.text).toBe(
      '<ul><li>a</li><li>b&amp;</li></ul>',
    );
    expect(markup`${0}${''}${[1, 'x']}`.text).toBe('01x');
  });

  it('shows what a terminal or a page would obey', () => {
    expect(markup`${'a\u0000\u202eb'}`.text).toBe('a\ufffd\ufffdb');
  });
});
