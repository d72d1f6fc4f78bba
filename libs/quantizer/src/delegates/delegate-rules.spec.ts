import { makeModel, makeOperator, makeSubgraph } from '@flotilla/tflite';
import { OPERATOR_RULES } from '../operator-rules/operator-rules';
import { oldestRuntimeOf } from './delegate-outcomes';
import { DELEGATE_RULES } from './delegate-rules';

describe('DELEGATE_RULES', () => {
  it('names each delegate once', () => {
    const names = DELEGATE_RULES.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(DELEGATE_RULES.map((rule) => [rule.name, rule] as const))(
    '%s takes versions that its runtime has',
    (_, { rows, runtime }) => {
      const versions = Object.values(rows).flatMap((row) => Object.entries(row));
      expect(versions.length).toBeGreaterThan(0);
      for (const [code, { lowest = 1, highest = lowest }] of versions) {
        expect(lowest).toBeLessThanOrEqual(highest);
        const known = OPERATOR_RULES.find((rule) => rule.code === code)?.highest[runtime];
        if (known !== undefined && known > 0) expect(lowest).toBeLessThanOrEqual(known);
      }
    },
  );
});

describe('oldestRuntimeOf()', () => {
  it.each([
    ['CONV_2D', 5, '2.9'],
    ['FULLY_CONNECTED', 12, '2.3'],
    ['SIGN', 1, '2.3'],
    ['UNIQUE', 1, '2.9'],
  ] as const)('loads %s version %i from %s on', (code, version, runtime) => {
    const operators = [makeOperator({ code, version, inputs: [], outputs: [] })];
    const subgraphs = [makeSubgraph({ inputs: [], outputs: [], operators })];
    expect(oldestRuntimeOf(makeModel({ subgraphs }))).toBe(runtime);
  });
});
