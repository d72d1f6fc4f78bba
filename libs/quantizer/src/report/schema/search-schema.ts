import { z } from 'zod';

/** What was tried, judged on held-out samples. */
export const searchSchema = z.object({
  chosen: z.string(),
  tried: z.array(z.object({ method: z.string(), scoreDb: z.number().exactOptional() })),
});
