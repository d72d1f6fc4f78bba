import { z } from 'zod';

/** What `RolloutStage.evaluation` holds. */
export const evaluationSchema = z.object({
  verdict: z.enum(['pass', 'wait', 'fail']),
  reasons: z.array(z.string()),
  committedCount: z.number(),
  unsuccessfulCount: z.number(),
  countedCount: z.number(),
  accuracy: z
    .object({ value: z.number(), lower: z.number(), upper: z.number(), sampleCount: z.number() })
    .nullable(),
  latencyP90Ms: z.number().nullable(),
  evaluatedAt: z.iso.datetime(),
});

export type StoredEvaluation = z.infer<typeof evaluationSchema>;
