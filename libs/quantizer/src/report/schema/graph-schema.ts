import { z } from 'zod';
import { count } from './measurement-schema';

export const operatorSchemes = z.enum([
  'int8',
  '16x8',
  'dynamic',
  'weight-only',
  'float16',
  'float',
]);

export const operatorOutcomeSchema = z.object({
  subgraph: count,
  index: count,
  operator: z.string(),
  output: z.string().describe('name of its first output'),
  scheme: operatorSchemes,
  version: z.int(),
  multiplyAdds: z.number().nonnegative(),
  reasonCode: z.string().optional(),
  reason: z.string().optional(),
});

export const leftFloatSchema = z.object({
  operator: z.string(),
  output: z.string(),
  reason: z.string(),
  multiplyAdds: z.number().nonnegative(),
});

export const tensorOutcomeSchema = z.object({
  name: z.string(),
  type: z.string(),
  min: z.number(),
  max: z.number(),
  scale: z.number().positive().optional(),
  zeroPoint: z.int().optional(),
});

const share = z.number().min(0).max(1).nullable();

export const computationSchema = z.object({
  multiplyAdds: z.number().nonnegative(),
  byScheme: z.array(
    z.object({ scheme: operatorSchemes, operators: count, multiplyAdds: z.number().nonnegative() }),
  ),
  floatShare: share,
});

export const floatIslandSchema = z.object({
  subgraph: count,
  operators: z.array(z.object({ operator: z.string(), output: z.string() })),
  multiplyAdds: z.number().nonnegative(),
});

const operatorsLeft = z.array(z.object({ operator: z.string(), reason: z.string(), count }));

export const delegateOutcomeSchema = z.object({
  delegate: z.string(),
  operators: count,
  delegatedOperators: count,
  delegatedMultiplyAdds: share,
  partitions: count,
  refused: operatorsLeft,
  unknown: operatorsLeft
    .optional()
    .describe('of which the sources of the delegate do not tell; in no figure above'),
  caveat: z.string().optional(),
});

export const sizeBreakdownSchema = z.object({
  weightBytes: count,
  metadataBytes: count,
  associatedFileBytes: count,
  graphBytes: count,
  weightsByOperator: z.array(z.object({ operator: z.string(), constants: count, bytes: count })),
});

export const portSchema = z.object({
  name: z.string(),
  type: z.string(),
  shape: z.array(z.int()).describe('−1 where a dimension is open'),
  scale: z.number().optional(),
  zeroPoint: z.int().optional(),
});
