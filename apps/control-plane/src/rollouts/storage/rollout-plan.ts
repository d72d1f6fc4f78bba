import { z } from 'zod';
import { nameSchema } from '../../api/input-schemas';

const share = z.number().min(0).max(1);
const maximumStages = 50;

/** What `startRollout` takes beyond the shapes that GraphQL checks. */
export const rolloutPlanSchema = z.object({
  name: nameSchema,
  stages: z
    .array(z.object({ percentage: z.number().gt(0).max(100) }))
    .min(1, 'give at least one stage')
    .max(maximumStages, `give at most ${maximumStages} stages`)
    .refine(
      (stages) =>
        stages.every(({ percentage }, at) => percentage > (stages[at - 1]?.percentage ?? 0)),
      'percentages are cumulative: each must be greater than the one before',
    ),
  selector: z.object({ profileIds: z.array(z.string()).max(1_000) }),
  gates: z.object({
    minimumCommittedShare: share.default(0.9),
    maximumUnsuccessfulShare: share.default(0.1),
    minimumSampleCount: z.int().min(0).max(1_000_000_000).default(100),
    maximumAccuracyLossPoints: z.number().min(0).max(100).default(2),
    maximumLatencyP90Ms: z.number().positive().nullable().default(null),
    stageTimeoutMs: z.int().positive().nullable().default(null),
  }),
});

export type RolloutPlan = z.infer<typeof rolloutPlanSchema>;
