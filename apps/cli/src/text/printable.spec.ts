import * as fc from 'fast-check';
import { printable } from './printable';

describe('printable()', () => {
  it('leaves no control character but the end of a line', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0x17f }).map(String.fromCharCode) }),
        (text) => {
          expect(printable(text)).toMatch(/^[\n\u0020-\u007e\u00a0-\uffff]*$/);
        },
      ),
    );
  });

  it('keeps JSON the same JSON, and everything legible as it is', () => {
    const value = { key: 'a\u0000\u001b[31m\u007f\u009b2J\nü–😀"\\' };
    expect(JSON.parse(printable(JSON.stringify(value, undefined, 2)))).toEqual(value);
    expect(printable('ü – 😀\n"\\u001b"')).toBe('ü – 😀\n"\\u001b"');
  });
});
