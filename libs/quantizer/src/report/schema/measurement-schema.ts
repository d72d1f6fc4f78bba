import { z } from 'zod';

export const count = z.int().nonnegative();

const proportionSchema = z.object({
  value: z.number().min(0).max(1),
  lower: z.number().min(0).max(1),
  upper: z.number().min(0).max(1),
  successes: count,
  count: z.int().positive(),
});

const comparedTensorSchema = z.object({
  name: z.string(),
  type: z.string().describe('what the result holds it in'),
  samples: count,
  values: count,
  notFinite: count.describe('elements that are NaN or infinite in either model, in no figure'),
  snrDb: z.number().nullable().describe('null where there is no error, or no signal'),
  cosine: z.number().nullable(),
  maxAbsoluteError: z.number().nonnegative(),
  klDivergence: z
    .number()
    .nonnegative()
    .nullable()
    .describe(
      'mean over rows in nats; null where the rows of the float model are no probabilities',
    ),
  top1Agreement: proportionSchema.nullable(),
});

export const proofSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('measured'),
    runtime: z.object({ name: z.string(), version: z.string() }),
    heldOut: z.boolean(),
    reference: z.enum(['given', 'prepared']),
    outputs: z.array(comparedTensorSchema),
    tensors: z.array(comparedTensorSchema),
    unmatchedTensors: count,
  }),
  z.object({
    status: z.literal('unknown'),
    reasonCode: z.enum(['NO_RUNTIME', 'NO_DATA', 'NOT_ASKED']),
    reason: z.string(),
  }),
]);

export const runtimeCheckSchema = z.object({
  runtime: z.string(),
  version: z.string(),
  isTarget: z.boolean(),
  runs: z.boolean(),
  message: z.string().optional(),
});
