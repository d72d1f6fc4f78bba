import { InvalidArgumentError } from 'commander';
import { numberWithin } from './number-within';

describe('numberWithin()', () => {
  const share = numberWithin(0, 1);

  it.each([
    ['0', 0],
    ['0.995', 0.995],
    ['1', 1],
  ])('reads %s', (text, value) => {
    expect(share(text)).toBe(value);
  });

  it.each(['', '1.1', '-0.5', '99 %', '1e-1', 'NaN', '0x1'])('refuses %j', (text) => {
    expect(() => share(text)).toThrow(InvalidArgumentError);
  });
});
