import * as fc from 'fast-check';
import { type Choice, type MixOption, usefulOptions } from './mix-option';
import { type MixPlan, planMix } from './plan-mix';

const OUTPUTS = 2;

const noise = fc.array(fc.double({ min: 1e-9, max: 10, noNaN: true }), {
  minLength: OUTPUTS,
  maxLength: OUTPUTS,
});

/** Coarsest first, as measurements give them: neither noise nor bytes in order. */
const options = fc
  .record({
    int8: noise,
    weightOnly: noise,
    float16: noise,
    bytes: fc.integer({ min: 1, max: 10_000 }),
  })
  .map(({ int8, weightOnly, float16, bytes }): MixOption[] => [
    { scheme: 'int8', bytes: -3 * bytes, noise: int8, isInteger: true },
    { scheme: 'weight-only', bytes: -3 * bytes, noise: weightOnly, isInteger: false },
    { scheme: 'float16', bytes: -2 * bytes, noise: float16, isInteger: false },
    { scheme: 'float', bytes: 0, noise: [0, 0], isInteger: false },
  ]);

const choices = (integersCount: boolean): fc.Arbitrary<Choice[]> =>
  fc.array(
    fc
      .record({ options, multiplyAdds: fc.integer({ min: 0, max: 1000 }) })
      .map((choice) => ({ ...choice, options: usefulOptions(choice.options, integersCount) })),
    { minLength: 1, maxLength: 12 },
  );

const budgets = fc.array(fc.double({ min: 1e-6, max: 10, noNaN: true }), {
  minLength: OUTPUTS,
  maxLength: OUTPUTS,
});

function integerShareOf(given: readonly Choice[], { picks }: MixPlan): number {
  const total = given.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  const inIntegers = given.reduce(
    (sum, { multiplyAdds }, at) => sum + (picks[at]?.isInteger === true ? multiplyAdds : 0),
    0,
  );
  return total === 0 ? 1 : inIntegers / total;
}

describe('planMix()', () => {
  it('keeps the noise of every output below its budget, and always can with float', () => {
    fc.assert(
      fc.property(choices(false), budgets, (given, noise) => {
        const plan = planMix(given, { noise, minIntegerShare: 0 });
        expect(plan.holds).toBe(true);
        plan.noise.forEach((each, output) => {
          expect(each).toBeLessThanOrEqual(noise[output] ?? 0);
        });
      }),
    );
  });

  it('never has more noise for smaller budgets', () => {
    fc.assert(
      fc.property(choices(false), budgets, fc.integer({ min: 1, max: 8 }), (given, noise, by) => {
        const wide = planMix(given, { noise, minIntegerShare: 0 });
        const narrow = planMix(given, {
          noise: noise.map((each) => each / 2 ** by),
          minIntegerShare: 0,
        });
        narrow.noise.forEach((each, output) => {
          expect(each).toBeLessThanOrEqual(wide.noise[output] ?? 0);
        });
      }),
    );
  });

  it('says that it holds only where the integer share is kept as well', () => {
    fc.assert(
      fc.property(
        choices(true),
        budgets,
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (given, noise, minIntegerShare) => {
          const plan = planMix(given, { noise, minIntegerShare });
          expect(integerShareOf(given, plan)).toBeGreaterThanOrEqual(minIntegerShare - 1e-9);
          const isQuiet = plan.noise.every((each, output) => each <= (noise[output] ?? 0));
          expect(plan.holds).toBe(isQuiet);
        },
      ),
    );
  });

  it('sums up what it picked', () => {
    fc.assert(
      fc.property(choices(false), budgets, (given, noise) => {
        const { picks, bytes } = planMix(given, { noise, minIntegerShare: 0 });
        expect(picks).toHaveLength(given.length);
        expect(bytes).toBe(picks.reduce((sum, pick) => sum + pick.bytes, 0));
      }),
    );
  });

  it('makes finer what is noisy and small before what is quiet and large', () => {
    const choice = (bytes: number, noisePower: number): Choice => ({
      multiplyAdds: 1,
      options: [
        { scheme: 'weight-only', bytes: -2 * bytes, noise: [noisePower], isInteger: false },
        { scheme: 'float16', bytes: -bytes, noise: [0], isInteger: false },
      ],
    });
    const { picks } = planMix([choice(1000, 0.001), choice(10, 0.1)], {
      noise: [0.002],
      minIntegerShare: 0,
    });
    expect(picks.map(({ scheme }) => scheme)).toEqual(['weight-only', 'float16']);
  });

  it('leaves alone what only an output without a budget hears', () => {
    const deaf: Choice = {
      multiplyAdds: 1,
      options: [
        { scheme: 'weight-only', bytes: -2, noise: [0, 5], isInteger: false },
        { scheme: 'float', bytes: 0, noise: [0, 0], isInteger: false },
      ],
    };
    const { picks, holds } = planMix([deaf], { noise: [1e-6, Infinity], minIntegerShare: 0 });
    expect(holds).toBe(true);
    expect(picks.map(({ scheme }) => scheme)).toEqual(['weight-only']);
  });
});

describe('usefulOptions()', () => {
  it('counts a coarser option as at least as noisy as a finer one', () => {
    fc.assert(
      fc.property(options, fc.boolean(), (given, integersCount) => {
        const useful = usefulOptions(given, integersCount);
        useful.slice(1).forEach((finer, at) => {
          finer.noise.forEach((each, output) => {
            expect(each).toBeLessThanOrEqual(useful[at]?.noise[output] ?? 0);
          });
        });
      }),
    );
  });

  it('keeps integer kernels only where they count', () => {
    const [given] = fc.sample(options, { numRuns: 1, seed: 1 });
    const schemes = (integersCount: boolean) =>
      usefulOptions(given ?? [], integersCount).map(({ scheme }) => scheme);
    expect(schemes(true)).toEqual(['int8', 'weight-only', 'float16', 'float']);
    expect(schemes(false)).toEqual(['weight-only', 'float16', 'float']);
  });
});
