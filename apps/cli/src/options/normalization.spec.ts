import { InvalidArgumentError } from 'commander';
import { parseNormalization } from './normalization';

describe('parseNormalization()', () => {
  it.each([
    ['127.5,128', { mean: [127.5], std: [128] }],
    ['-1, 1e-2', { mean: [-1], std: [0.01] }],
    ['1,2,3/4,5,6', { mean: [1, 2, 3], std: [4, 5, 6] }],
    ['0/255', { mean: [0], std: [255] }],
    ['1,2,3/4', { mean: [1, 2, 3], std: [4] }],
  ])('reads %s', (text, normalization) => {
    expect(parseNormalization(text)).toEqual(normalization);
  });

  it.each(['', '1', '1,', '1,2,3', '1,x', '1,Infinity', '1/', '1/2/3', '1,0', '1,2/3,0'])(
    'refuses "%s"',
    (text) => {
      expect(() => parseNormalization(text)).toThrow(InvalidArgumentError);
    },
  );
});
