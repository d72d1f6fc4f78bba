import { TensorComparison } from './tensor-comparison';

const compared = (
  shape: readonly number[],
  pairs: readonly (readonly [readonly number[], readonly number[]])[],
  mayBeScores = false,
) => {
  const comparison = new TensorComparison({ shape, mayBeScores });
  for (const [reference, actual] of pairs) comparison.add(reference, actual, shape[0] ?? 1);
  return comparison.summary();
};

describe('TensorComparison', () => {
  it('counts samples and values beside the figures', () => {
    const summary = compared(
      [1, 2],
      [
        [
          [3, 4],
          [3, 4.5],
        ],
        [
          [-3, -4],
          [-3, -4],
        ],
      ],
    );
    expect(summary).toMatchObject({ samples: 2, values: 4, notFinite: 0, maxAbsoluteError: 0.5 });
    expect(summary.snrDb).toBeCloseTo(10 * Math.log10(50 / 0.25), 10);
    expect(summary.klDivergence).toBeNull();
    expect(summary.top1Agreement).toBeNull();
  });

  it('has no ratio where nothing differs', () => {
    expect(
      compared(
        [1, 2],
        [
          [
            [1, 2],
            [1, 2],
          ],
        ],
      ),
    ).toMatchObject({ snrDb: null, maxAbsoluteError: 0 });
  });

  it('averages the divergence of probabilities and counts classes that agree', () => {
    const summary = compared(
      [2, 2],
      [
        [
          [0.75, 0.25, 0.5, 0.5],
          [0.5, 0.5, 0.25, 0.75],
        ],
      ],
    );
    const first = 0.75 * Math.log(1.5) + 0.25 * Math.log(0.5);
    const second = 0.5 * Math.log(2) + 0.5 * Math.log(0.5 / 0.75);
    expect(summary.klDivergence).toBeCloseTo((first + second) / 2, 10);
    expect(summary.top1Agreement).toMatchObject({ successes: 1, count: 2 });
  });

  it('tells no divergence once one row of the reference holds no probabilities', () => {
    const summary = compared(
      [1, 2],
      [
        [
          [0.5, 0.5],
          [0.5, 0.5],
        ],
        [
          [2, 1],
          [2, 1],
        ],
      ],
    );
    expect(summary.klDivergence).toBeNull();
    expect(summary.top1Agreement).toBeNull();
  });

  it('takes logits for scores where it is told that they may be', () => {
    const pairs = [
      [
        [2, -1],
        [-3, 1],
      ],
    ] as const;
    expect(compared([1, 2], pairs, true).top1Agreement).toMatchObject({ successes: 0, count: 1 });
  });

  it.each([
    ['an image', [1, 4, 4, 2]],
    ['one value', [1, 1]],
    ['a scalar', []],
  ])('names no class from %s', (_, shape) => {
    const values = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (__, at) => at);
    expect(compared(shape, [[values, values]], true).top1Agreement).toBeNull();
  });

  it('leaves out what is not finite, and says how much', () => {
    const summary = compared(
      [3],
      [
        [
          [1, NaN, Infinity],
          [1.5, 2, Infinity],
        ],
      ],
    );
    expect(summary).toMatchObject({ values: 1, notFinite: 2, maxAbsoluteError: 0.5 });
  });
});
