import { z } from 'zod';

export const quantizationSchemes = ['float32', 'float16', 'dynamic', 'int8'] as const;
export const delegates = ['cpu', 'xnnpack', 'gpu'] as const;
export const architectures = ['arm64', 'x64', 'any'] as const;

export type QuantizationScheme = (typeof quantizationSchemes)[number];
export type Delegate = (typeof delegates)[number];
export type Architecture = (typeof architectures)[number];

const positiveInteger = z.int().positive();

/**
 * What one kind of hardware can take and must keep. The database, the API and the optimizer all read this one
 * schema; a value that passed it once needs no second check.
 */
export const hardwareProfileSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, 'give the profile a name')
    .max(80, 'a profile name has at most 80 characters'),
  description: z.string().trim().max(500).default(''),
  architecture: z.enum(architectures),
  /** In order of preference; a device runs the first one that it has. */
  delegates: z
    .array(z.enum(delegates))
    .min(1, 'name at least one delegate')
    .refine((list) => new Set(list).size === list.length, 'name each delegate once'),
  /** In order of preference; the optimizer takes the first one that keeps every budget. */
  schemes: z
    .array(z.enum(quantizationSchemes))
    .min(1, 'name at least one quantization scheme')
    .refine((list) => new Set(list).size === list.length, 'name each scheme once'),
  budgets: z.strictObject({
    /** Of the .tflite file as it lies on the device. */
    fileSizeBytes: positiveInteger.nullable().default(null),
    /** 90th percentile of one inference, on the device's own delegate. */
    latencyP90Ms: z.number().positive().nullable().default(null),
    /** Peak resident memory of the model's process. */
    peakMemoryBytes: positiveInteger.nullable().default(null),
    /** Mean power during inference. */
    powerMilliwatts: z.number().positive().nullable().default(null),
  }),
  /** How many points of top-1 accuracy (0–100) a variant may lose against the float model. */
  maximumAccuracyLossPoints: z.number().min(0).max(100),
});

export type HardwareProfile = z.infer<typeof hardwareProfileSchema>;
