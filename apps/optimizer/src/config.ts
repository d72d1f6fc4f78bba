import { z } from 'zod';

export const optimizerConfigSchema = z.strictObject({
  /** Folder of the artifact store. */
  artifactRoot: z.string().min(1),
  /** A job that takes longer is ended and reported as failed. */
  jobTimeoutMs: z
    .int()
    .positive()
    .default(10 * 60_000),
  /** Limit of the worker's JavaScript heap. */
  workerHeapMebibytes: z.int().positive().default(2048),
});

export type OptimizerConfig = z.infer<typeof optimizerConfigSchema>;
