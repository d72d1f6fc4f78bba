import { leftFloatInWords } from './left-float';

it('leftFloatInWords() counts equal operators once', () => {
  const softmax = { operator: 'SOFTMAX', reason: 'no rule' };
  expect(leftFloatInWords([softmax, { operator: 'MEAN', reason: 'no rule' }, softmax])).toBe(
    'left in float: 2 × SOFTMAX (no rule), MEAN (no rule)',
  );
  expect(leftFloatInWords([])).toBe('every operator was quantized');
});
