import { z } from 'zod';
import { optimizerError } from './errors';

const optimizerConfigSchema = z.strictObject({
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

export type OptimizerConfig = z.output<typeof optimizerConfigSchema>;
export type OptimizerConfigInput = z.input<typeof optimizerConfigSchema>;

/** @throws CodedError `INVALID_CONFIG`, naming every fault */
export function parseOptimizerConfig(input: OptimizerConfigInput): OptimizerConfig {
  const { success, data, error } = optimizerConfigSchema.safeParse(input);
  if (success) return Object.freeze(data);
  throw optimizerError(
    'INVALID_CONFIG',
    `the optimizer's configuration cannot be used:\n${z.prettifyError(error)}`,
  );
}
