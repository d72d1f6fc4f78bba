import * as fc from 'fast-check';
import { type CandidateMeasurement, chooseVariant } from './choose-variant';
import { hardwareProfileSchema, quantizationSchemes } from './hardware-profile';

const profile = hardwareProfileSchema.parse({
  name: 'test',
  architecture: 'any',
  delegates: ['cpu'],
  schemes: ['int8', 'dynamic', 'float16'],
  budgets: { fileSizeBytes: 1000, latencyP90Ms: 10 },
  maximumAccuracyLossPoints: 1,
});

const candidate = (changes: Partial<CandidateMeasurement> = {}): CandidateMeasurement => ({
  scheme: 'int8',
  fileSizeBytes: 500,
  accuracyPoints: 90,
  latencyP90Ms: 5,
  ...changes,
});

describe('chooseVariant()', () => {
  it('takes the first scheme of the profile that keeps everything', () => {
    const verdicts = chooseVariant(profile, 90.5, [
      candidate({ scheme: 'float16' }),
      candidate({ scheme: 'dynamic' }),
      candidate({ scheme: 'int8', accuracyPoints: 89 }),
    ]);
    expect(verdicts.map(({ verdict }) => verdict)).toEqual(['passed', 'chosen', 'failed']);
  });

  it.each([
    ['accuracy', candidate({ accuracyPoints: 88.9 })],
    ['size', candidate({ fileSizeBytes: 1001 })],
    ['latency', candidate({ latencyP90Ms: 10.1 })],
  ])('fails a candidate on %s and says so', (_, each) => {
    const [verdict] = chooseVariant(profile, 90, [each]);
    expect(verdict?.verdict).toBe('failed');
    expect(verdict?.reason).not.toBe('');
  });

  it('names the budgets that nobody measured', () => {
    const reasonOf = (latencyP90Ms: number | null) =>
      chooseVariant(profile, 90, [candidate({ latencyP90Ms })])[0]?.reason;
    expect(reasonOf(null)).not.toBe(reasonOf(5));
  });

  it('does not hold an unmeasured latency against a candidate', () => {
    expect(chooseVariant(profile, 90, [candidate({ latencyP90Ms: null })])[0]?.verdict).toBe(
      'chosen',
    );
  });

  it('chooses at most one, and one whenever any keeps everything', () => {
    const any = fc.record<CandidateMeasurement>({
      scheme: fc.constantFrom(...quantizationSchemes.slice(1)),
      fileSizeBytes: fc.integer({ min: 1, max: 2000 }),
      accuracyPoints: fc.double({ min: 80, max: 95, noNaN: true }),
      latencyP90Ms: fc.option(fc.double({ min: 0.1, max: 20, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(any), (candidates) => {
        const verdicts = chooseVariant(profile, 90, candidates);
        const count = (kind: string) => verdicts.filter(({ verdict }) => verdict === kind).length;
        expect(count('chosen')).toBe(count('chosen') + count('passed') > 0 ? 1 : 0);
      }),
    );
  });
});
