import { judge, median } from './judge.mjs';

const FACTS = { name: 'size', unit: '%', values: [3, 1, 2] };

describe('judge()', () => {
  it('holds the median against a bar from above', () => {
    expect(judge({ ...FACTS, atMost: 2 }, 'here')).toMatchObject({
      value: 2,
      pass: true,
      bar: '≤ 2',
    });
    expect(judge({ ...FACTS, atMost: 1.9 }, 'here').pass).toBe(false);
  });

  it('holds the median against a bar from below', () => {
    expect(judge({ ...FACTS, atLeast: 2 }, 'here')).toMatchObject({ pass: true, bar: '≥ 2' });
    expect(judge({ ...FACTS, atLeast: 2.1 }, 'here').pass).toBe(false);
  });

  it('takes what is missing for a miss, whatever the rest says', () => {
    expect(judge({ ...FACTS, atMost: 9, missing: ['not built'] }, 'here').pass).toBe(false);
    const empty = judge({ ...FACTS, values: [], atLeast: -9 }, 'here');
    expect(empty).toMatchObject({ value: null, pass: false, spread: [] });
  });

  it('takes NaN for a miss', () => {
    expect(judge({ ...FACTS, values: [NaN], atMost: 9 }, 'here').pass).toBe(false);
  });
});

describe('median()', () => {
  it('is the middle, or the mean of the two middles', () => {
    expect([median([5, 1, 3]), median([4, 1]), median([])]).toEqual([3, 2.5, null]);
  });
});
