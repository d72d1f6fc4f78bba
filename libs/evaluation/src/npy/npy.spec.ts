import { codeThrownBy } from '@flotilla/foundation/testing';
import * as fc from 'fast-check';
import { elementCount } from '@flotilla/tflite';
import { elementBytes, type ElementType } from '../elements/element-type';
import { readNpy } from './read-npy';
import { writeNpy } from './write-npy';

function file(header: string, data: Uint8Array, version = 1): Uint8Array {
  const text = Buffer.from(header, 'latin1');
  const length =
    version === 1
      ? [text.length & 255, text.length >> 8]
      : [text.length & 255, text.length >> 8, 0, 0];
  return Buffer.concat([
    Buffer.from('\x93NUMPY', 'latin1'),
    Buffer.from([version, 0, ...length]),
    text,
    data,
  ]);
}

const arrays = fc
  .record({
    type: fc.constantFrom(...(Object.keys(elementBytes) as ElementType[])),
    shape: fc.array(fc.nat(4), { maxLength: 4 }),
  })
  .chain(({ type, shape }) => {
    const length = elementBytes[type] * elementCount(shape);
    return fc
      .uint8Array({ minLength: length, maxLength: length })
      .map((bytes) => ({ type, shape, bytes }));
  });

describe('writeNpy()', () => {
  it('is undone by readNpy()', () => {
    fc.assert(
      fc.property(arrays, (array) => {
        const { type, shape, bytes } = readNpy(writeNpy(array));
        expect({ type, shape, bytes: Uint8Array.from(bytes) }).toEqual(array);
      }),
    );
  });

  it('writes what numpy writes', () => {
    const header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }".padEnd(117) + '\n';
    const data = Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0);
    expect(Buffer.from(writeNpy({ type: 'INT32', shape: [2], bytes: data }))).toEqual(
      file(header, data),
    );
  });

  it('refuses bytes that are not the shape', () => {
    expect(() => writeNpy({ type: 'INT32', shape: [2], bytes: new Uint8Array(7) })).toThrow(
      RangeError,
    );
  });
});

describe('readNpy()', () => {
  const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";

  it('reads versions 2 and 3, whose length has four bytes', () => {
    for (const version of [2, 3]) {
      expect(readNpy(file(header, new Uint8Array(8), version))).toMatchObject({
        type: 'FLOAT32',
        shape: [1, 2],
      });
    }
  });

  it('reads a scalar', () => {
    const scalar = "{'descr': '|u1', 'fortran_order': False, 'shape': (), }";
    expect(readNpy(file(scalar, Uint8Array.of(9)))).toMatchObject({ type: 'UINT8', shape: [] });
  });

  it.each([
    ['an empty file', new Uint8Array()],
    ['other bytes', Buffer.from('PK\x03\x04 and so on, long enough')],
    ['elements cut off', file(header, new Uint8Array(7))],
    ['bytes left over', file(header, new Uint8Array(9))],
    [
      'a header longer than the file',
      Uint8Array.of(...Buffer.from('\x93NUMPY', 'latin1'), 1, 0, 255, 255, 0, 0),
    ],
    [
      'a header without a shape',
      file("{'descr': '<f4', 'fortran_order': False}", new Uint8Array()),
    ],
    ['a negative dimension', file(header.replace('(1, 2)', '(-1, 2)'), new Uint8Array())],
    [
      'a shape beyond all memory',
      file(header.replace('(1, 2)', '(99999999, 99999999)'), new Uint8Array()),
    ],
    [
      'too many dimensions',
      file(header.replace('(1, 2)', `(${'1, '.repeat(99)})`), new Uint8Array(4)),
    ],
  ])('refuses %s', (_, bytes) => {
    expect(codeThrownBy(() => readNpy(bytes))).toBe('NPY_INVALID');
  });

  it.each([
    ['big endian', header.replace('<f4', '>f4')],
    ['Fortran order', header.replace('False', 'True')],
    ['pickled objects', header.replace('<f4', '|O')],
    ['records', header.replace("'<f4'", "[('x', '<f4')]")],
    ['text', header.replace('<f4', '<U7')],
  ])('names %s as not read', (_, text) => {
    expect(codeThrownBy(() => readNpy(file(text, new Uint8Array(8))))).toBe('NPY_UNSUPPORTED');
  });

  it('gives a typed error or an array for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.boolean(), (bytes, prefixed) => {
        const hostile = prefixed
          ? file(Buffer.from(bytes).toString('latin1'), new Uint8Array(4))
          : bytes;
        expect(codeThrownBy(() => readNpy(hostile))).toMatch(/^NPY_/);
      }),
    );
  });
});
