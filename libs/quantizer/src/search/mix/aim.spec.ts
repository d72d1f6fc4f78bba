import { comparedTensor } from '../../../test/made-up-report';
import { firstAim, nextAim } from './aim';
import type { TriedMix } from './tried-mix';

/** A mix of which only the outputs matter. */
function mixOf(...outputs: TriedMix['outputs'][number][]): Pick<TriedMix, 'outputs'> {
  return { outputs };
}

function agreement(value: number) {
  return { value, lower: 0, upper: 1, successes: value * 20, count: 20 };
}

describe('nextAim()', () => {
  it('asks less of the next plan where the last one promised less than it held', () => {
    const mix = mixOf(comparedTensor({ snrDb: 30 }), comparedTensor({ snrDb: 24 }));
    const [quiet = NaN, noisy = NaN] = nextAim({ minSnrDb: 25 }, mix, [26, 26], [25, 25]);
    expect(quiet).toBeCloseTo(25.25 - 4);
    expect(noisy).toBeCloseTo(25.25 + 2);
  });

  it('takes what has no noise at its word no further than a correction goes', () => {
    const mix = mixOf(
      comparedTensor({ snrDb: 90 }),
      comparedTensor({ snrDb: null, maxAbsoluteError: 0 }),
    );
    const [far = NaN, exact = NaN] = nextAim({ minSnrDb: 25 }, mix, [26, Infinity], [25, 25]);
    expect(far).toBeCloseTo(25.25 - 12);
    expect(exact).toBeCloseTo(25.25);
  });

  it('lowers the noise of outputs whose classes change, and leaves others alone', () => {
    const mix = mixOf(
      comparedTensor({ snrDb: 10, top1Agreement: agreement(0.8) }),
      comparedTensor({ snrDb: 10, top1Agreement: agreement(1) }),
      comparedTensor({ snrDb: 5 }),
    );
    const target = { minAgreement: 0.9 };
    expect(firstAim(target, mix)).toEqual([13, -Infinity, -Infinity]);
    expect(nextAim(target, mix, [12, 12, 12], [13, -Infinity, -Infinity])).toEqual([
      16,
      -Infinity,
      -Infinity,
    ]);
  });
});
