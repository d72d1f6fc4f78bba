import { OutputError } from './output-error';

function compare(reference: number[], actual: number[]) {
  const error = new OutputError();
  error.add(reference, actual);
  return error.summary();
}

describe('OutputError', () => {
  it('has no noise to relate to when both are equal', () => {
    expect(compare([3, 4], [3, 4])).toEqual({ maxAbsoluteError: 0, cosine: 1, snrDb: null });
  });

  it('measures a known error', () => {
    const { maxAbsoluteError, snrDb, cosine } = compare([10, 0], [10, 1]);
    expect(maxAbsoluteError).toBe(1);
    expect(snrDb).toBeCloseTo(20, 10);
    expect(cosine).toBeCloseTo(10 / Math.sqrt(101), 12);
  });

  it('is the same in one piece or several', () => {
    const parts = new OutputError();
    parts.add([1, 2], [1, 3]);
    parts.add([5], [4]);
    expect(parts.summary()).toEqual(compare([1, 2, 5], [1, 3, 4]));
  });

  it('never hides a NaN', () => {
    expect(compare([1, 2], [NaN, 2]).maxAbsoluteError).toBeNaN();
  });

  it('tells nothing of direction where there is no signal', () => {
    expect(compare([0, 0], [1, 0])).toEqual({ maxAbsoluteError: 1, cosine: null, snrDb: null });
  });
});
