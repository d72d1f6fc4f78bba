import type { Constraint, KernelFamily } from './operator-rule';
import { TARGET_RUNTIMES } from './operator-rule';
import { constraintOf } from './operands';
import { OPERATOR_RULES, ruleFor } from './operator-rules';
import { INTEGER_LIMITS } from '../numerics/quantization-parameters';

const TYPES = { int8: 'INT8', int16: 'INT16' } as const;

const kernels = OPERATOR_RULES.flatMap((rule) =>
  (Object.keys(rule.kernels) as KernelFamily[]).map((family) => ({
    label: `${rule.code} ${family}`,
    rule,
    family,
    kernel: rule.kernels[family]!,
  })),
);

describe('OPERATOR_RULES', () => {
  it('speaks of each operator once', () => {
    const codes = OPERATOR_RULES.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.map((code) => ruleFor(code))).toEqual([...OPERATOR_RULES]);
    expect(ruleFor('CUSTOM')).toBeUndefined();
  });

  it.each(OPERATOR_RULES.map((rule) => [rule.code, rule] as const))(
    '%s is known to some runtime and has operands apart',
    (_, { highest, data, weight, bias }) => {
      expect(Math.max(...Object.values(highest))).toBeGreaterThan(0);
      const roles = [...(data === 'all' ? [] : data), weight?.input, bias].filter(
        (position) => position !== undefined,
      );
      expect(new Set(roles).size).toBe(roles.length);
      if (bias !== undefined) expect(weight).toBeDefined();
    },
  );

  it.each(kernels.map((entry) => [entry.label, entry] as const))(
    '%s has versions that some runtime with the kernel loads, the last of them for all else',
    (_, { rule, kernel }) => {
      const runtimes = kernel.runtimes ?? TARGET_RUNTIMES;
      const highest = Math.max(...runtimes.map((runtime) => rule.highest[runtime]));
      for (const { version } of kernel.versions) {
        expect(version).toBeGreaterThanOrEqual(1);
        expect(version).toBeLessThanOrEqual(highest);
      }
      const conditional = kernel.versions.map(({ when }) => when !== undefined);
      expect(conditional).toEqual(kernel.versions.map((__, at, all) => at < all.length - 1));
      for (const runtime of kernel.perChannel ?? []) expect(runtimes).toContain(runtime);
      if (kernel.perChannel !== undefined) expect(kernel.weights ?? rule.weight).toBeDefined();
    },
  );

  const fixed = kernels.flatMap(({ label, rule, family }) => {
    const constraint: Constraint = constraintOf(rule, family);
    return family !== 'hybrid' && constraint.kind === 'fixed'
      ? [[label, TYPES[family], constraint] as const]
      : [];
  });

  it.each(fixed)('%s fixes parameters that the type holds', (_, type, { scale, zeroPoint }) => {
    const { lowest, highest } = INTEGER_LIMITS[type];
    expect(scale).toBeGreaterThan(0);
    expect(Math.fround(scale)).toBe(scale);
    expect(zeroPoint).toBeGreaterThanOrEqual(lowest);
    expect(zeroPoint).toBeLessThanOrEqual(highest);
    if (type === 'INT16') expect(zeroPoint).toBe(0);
  });

  it('says of every limit which of its kernels it keeps from use', () => {
    for (const { kernels: own, limits } of OPERATOR_RULES)
      for (const { families, reason } of limits) {
        expect(reason).not.toBe('');
        for (const family of families) expect(own).toHaveProperty(family);
      }
  });
});
