import * as fc from 'fast-check';
import { copyPayload } from './payload';

const plain = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string(),
    fc.double(),
    fc.bigInt(),
    fc.boolean(),
    fc.constant(null),
    fc.uint8Array(),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
  ),
})).value;

describe('copyPayload()', () => {
  it('gives an equal value for plain data', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(copyPayload(value)).toEqual(value);
      }),
    );
  });

  it('shares no bytes with the original, nor with the pool of a Buffer', () => {
    const original = { bytes: Buffer.from('some bytes') };
    const copy = copyPayload(original);
    original.bytes.fill(0);
    expect(Buffer.from(copy.bytes).toString()).toBe('some bytes');
    expect(copy.bytes.buffer.byteLength).toBe(10);
  });

  it('freezes objects and arrays at every depth', () => {
    const copy = copyPayload({ list: [{ deep: 1 }] });
    expect(Object.isFrozen(copy)).toBe(true);
    expect(Object.isFrozen(copy.list)).toBe(true);
    expect(Object.isFrozen(copy.list[0])).toBe(true);
  });

  it('keeps a key named __proto__ a plain key', () => {
    const copy = copyPayload<unknown>(JSON.parse('{"__proto__":{"admin":true}}'));
    expect(Object.keys(copy as object)).toEqual(['__proto__']);
    expect((copy as { admin?: boolean }).admin).toBeUndefined();
  });

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
  ])('refuses %s', (_, value) => {
    expect(() => copyPayload({ value })).toThrow(TypeError);
  });
});
