import { BuiltinOperator } from '@flotilla/tflite';
import { z } from 'zod';
import { isPattern } from '../is-pattern';
import type { Recipe, RecipeRule } from '../recipe';
import { halfConfig, integerConfig } from './operator-config';
import { fromPythonPattern } from './python-pattern';
import { supportedOperators } from './supported-operators';

/** Names that LiteRT Quantizer has of its own. */
const RENAMED: Readonly<Record<string, BuiltinOperator>> = {
  CONV_2D_TRANSPOSE: 'TRANSPOSE_CONV',
  CUSTOM_OP: 'CUSTOM',
};

const ALL = '*';
const BORDERS: readonly string[] = ['INPUT', 'OUTPUT'];

const scope = {
  regex: z
    .string()
    .transform(fromPythonPattern)
    .refine(isPattern, 'write a regular expression without inline flags'),
  operation: z
    .string()
    .transform((name) => RENAMED[name] ?? name)
    .refine(
      (name) => [ALL, ...BORDERS, ...BuiltinOperator.names].includes(name),
      'write "*" or the name of a builtin operator',
    ),
};

const rule = z.discriminatedUnion(
  'algorithm_key',
  [
    z.strictObject({
      ...scope,
      algorithm_key: z.literal('no_quantize'),
      op_config: z.unknown().exactOptional(),
    }),
    z.strictObject({
      ...scope,
      algorithm_key: z.literal('min_max_uniform_quantize'),
      op_config: integerConfig,
    }),
    z.strictObject({
      ...scope,
      algorithm_key: z.literal('float_casting'),
      op_config: halfConfig,
    }),
  ],
  'write min_max_uniform_quantize, float_casting or no_quantize; --effort says how ranges and weights are made',
);

type LitertRule = z.output<typeof rule>;

/** A recipe in the format of LiteRT Quantizer, as a recipe of ours. */
export const litertRecipeSchema = z
  .array(rule)
  .min(1)
  .superRefine((rules, context) => {
    rules.forEach(({ operation, algorithm_key }, index) => {
      if (!BORDERS.includes(operation) || algorithm_key === 'no_quantize') return;
      const message = 'inputs and outputs are integers with --io; leave the rule out';
      context.addIssue({ code: 'custom', path: [index, 'operation'], message });
    });
  })
  .transform((rules): Recipe => {
    const inForce = overruled(rules.filter(({ operation }) => !BORDERS.includes(operation)));
    return inForce.map((each, index) => asRule(each, index > 0));
  });

/**
 * The rules in the order in which they count there: by pattern as it first came, within one by operator, of which a later
 * rule takes the place of an earlier one.
 */
function overruled(rules: readonly LitertRule[]): LitertRule[] {
  const scopes = new Map<string, Map<string, LitertRule>>();
  for (const each of rules) {
    const known = each.operation === ALL ? undefined : scopes.get(each.regex);
    scopes.set(each.regex, (known ?? new Map<string, LitertRule>()).set(each.operation, each));
  }
  return [...scopes.values()].flatMap((each) => [...each.values()]);
}

/** A rule for all operators leaves those that it cannot serve to the rules before it. */
function asRule(each: LitertRule, hasPredecessors: boolean): RecipeRule {
  const { regex: name, operation } = each;
  const decision: Omit<RecipeRule, 'operators' | 'name'> =
    each.algorithm_key === 'no_quantize' ? { scheme: 'float' } : each.op_config;
  const operators = BuiltinOperator.names.filter((code) => code === operation);
  if (operation !== ALL) return { operators, name, ...decision };
  return { ...(hasPredecessors && supportedOperators(decision)), name, ...decision };
}
