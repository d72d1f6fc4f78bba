import { z } from 'zod';
import { recipeFileSchema } from '../../recipe/recipe-schema';
import { operatorSchemes } from './graph-schema';
import { count } from './measurement-schema';

const share = z.number().min(0).max(1);

export const targetSchema = z
  .object({
    asked: z.object({
      minSnrDb: z.number().exactOptional(),
      minAgreement: share.exactOptional(),
      minIntegerShare: share.exactOptional(),
    }),
    reached: z.boolean(),
    outputs: z.array(
      z.object({
        name: z.string(),
        samples: count,
        snrDb: z.number().nullable().describe('null where there is no error, or no signal'),
        agreement: share.nullable().describe('null where the output holds no classes'),
        reached: z.boolean(),
      }),
    ),
    integerShare: share.nullable().describe('of multiply-adds, in integer kernels'),
    sizeBytes: count,
    float16Bytes: count.describe('of the whole model in float16'),
    recipe: recipeFileSchema.describe('gives the same file again under the same options'),
    frontier: z
      .array(
        z.object({
          sizeBytes: count,
          integerShare: share.nullable(),
          leastSnrDb: z.number().nullable(),
          leastAgreement: share.nullable(),
        }),
      )
      .describe('mixes that no other one beats in size, integer share and accuracy at once'),
    heldBackBy: z
      .array(
        z.object({
          operator: z.string(),
          output: z.string(),
          scheme: operatorSchemes,
          noiseShare: share,
        }),
      )
      .describe('where the target is missed: what adds most noise to the output farthest off'),
  })
  .describe('what became of an accuracy that was asked for');
