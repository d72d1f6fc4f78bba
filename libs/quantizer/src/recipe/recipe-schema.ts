import { BuiltinOperator } from '@flotilla/tflite';
import { z } from 'zod';
import { isPattern } from './is-pattern';
import { BLOCK_SIZES } from './recipe';

const MOST_RULES = 1000;

const whichOperators = {
  operators: z
    .array(z.enum(BuiltinOperator.names))
    .min(1, 'name at least one kind of operator, or leave it out for all')
    .exactOptional()
    .describe('Kinds of operators that the rule speaks of. Default: all'),
  name: z
    .string()
    .min(1)
    .max(1000)
    .refine(isPattern, 'write a regular expression as JavaScript reads it with the flag u')
    .exactOptional()
    .describe('Regular expression that part of the name of an output has to match. Default: any'),
};

const weightBits = z.union([z.literal(4), z.literal(8)], 'weights have 4 or 8 bits');
const minimumElements = z
  .int()
  .nonnegative()
  .exactOptional()
  .describe('Constants with fewer values stay float. Default: 0');

const integer = {
  ...whichOperators,
  weightBits: weightBits.exactOptional().describe('Default: 8'),
};

const rule = z.discriminatedUnion(
  'scheme',
  [
    z.strictObject({ scheme: z.literal('float'), ...whichOperators }),
    z.strictObject({ scheme: z.literal('float16'), ...whichOperators, minimumElements }),
    z.strictObject({ scheme: z.literal('int8'), ...integer }),
    z.strictObject({ scheme: z.literal('16x8'), ...integer }),
    z.strictObject({ scheme: z.literal('weight-only'), ...integer, minimumElements }),
    z
      .strictObject({
        scheme: z.literal('dynamic'),
        ...integer,
        minimumElements,
        blockSize: z
          .literal(BLOCK_SIZES)
          .exactOptional()
          .describe('One scale for so many 4-bit weights of a row. Default: one for each row'),
      })
      .refine(({ blockSize, weightBits }) => blockSize === undefined || weightBits === 4, {
        path: ['blockSize'],
        error: 'only 4-bit weights have blocks; add "weightBits": 4 or leave it out',
      }),
  ],
  'a scheme is one of float, float16, dynamic, weight-only, int8, 16x8',
);

/** A recipe as a file holds it. */
export const recipeFileSchema = z
  .strictObject({
    format: z.literal('flotilla/recipe/1', 'write "flotilla/recipe/1"'),
    name: z.string().trim().min(1).max(80).exactOptional().describe('For reports'),
    rules: z
      .array(rule)
      .min(1)
      .max(MOST_RULES)
      .describe('The last rule that matches an operator decides; what none matches stays as it is'),
  })
  .describe('What the operators of a model become');

/** The format of recipe files, as JSON Schema (draft 2020-12). */
export function recipeJsonSchema(): object {
  return z.toJSONSchema(recipeFileSchema, { io: 'input' });
}
