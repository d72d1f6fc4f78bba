import { groupLeftFloat } from './group-left-float';

it('groupLeftFloat() counts operators of a kind and keeps each reason once', () => {
  const small = { operator: 'CONV_2D', reason: 'few weights' };
  const odd = { operator: 'MEAN', reason: 'no rule' };
  expect(groupLeftFloat([small, odd, small])).toEqual([
    { operators: '2 × CONV_2D', reasons: ['few weights'] },
    { operators: 'MEAN', reasons: ['no rule'] },
  ]);
});
