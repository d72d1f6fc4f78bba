import { OutputComparison } from './output-comparison';

function compared(...pairs: [number[], number[]][]) {
  const comparison = new OutputComparison('scores');
  for (const [wanted, got] of pairs) comparison.add(wanted, got);
  return comparison.verdict();
}

describe('OutputComparison', () => {
  it('sums signal and error over all samples', () => {
    const { snrDb, equalShare } = compared(
      [
        [3, 4],
        [3, 5],
      ],
      [
        [5, 0],
        [5, 0],
      ],
    );
    expect(snrDb).toBeCloseTo(10 * Math.log10(50 / 1), 10);
    expect(equalShare).toBe(0.75);
  });

  it('knows equality, and error without signal', () => {
    expect(compared([[1], [1]]).snrDb).toBe('exact');
    expect(compared([[0], [1]]).snrDb).toBe('none');
  });

  it('never takes NaN for a good answer', () => {
    expect(
      compared([
        [1, 2],
        [1, NaN],
      ]).snrDb,
    ).toBe('none');
  });
});
