import { bitsPerElement, byteLengthOf, bytesPerElement } from './tensor-type-size';

describe('byteLengthOf()', () => {
  it('packs elements narrower than a byte, and rounds up', () => {
    expect(byteLengthOf('INT4', 3)).toBe(2);
    expect(byteLengthOf('INT2', 5)).toBe(2);
    expect(byteLengthOf('FLOAT16', 3)).toBe(6);
  });
});

describe('bytesPerElement()', () => {
  it('refuses types without a fixed size', () => {
    expect(bitsPerElement('STRING')).toBeUndefined();
    expect(() => bytesPerElement('STRING')).toThrow(RangeError);
    expect(bytesPerElement('INT4')).toBe(0.5);
  });
});
