import { readNumbers, writeNumbers } from './numbers';
import { elementBytes, type ElementType } from './element-type';

describe('writeNumbers()', () => {
  it.each(Object.keys(elementBytes) as ElementType[])(
    'is undone by readNumbers() for %s, at any alignment',
    (type) => {
      const values = [0, 1, 1, 0, 1];
      const bytes = writeNumbers(type, values);
      const shifted = new Uint8Array(bytes.length + 1);
      shifted.set(bytes, 1);
      expect([...readNumbers(type, shifted.subarray(1))]).toEqual(values);
    },
  );

  it('is little endian and keeps signs', () => {
    expect([...writeNumbers('INT16', [-2])]).toEqual([0xfe, 0xff]);
    expect([...readNumbers('INT64', writeNumbers('INT64', [-3]))]).toEqual([-3]);
  });
});
