import type { BuiltVariant } from '@flotilla/bus';
import { quantizationSchemes } from '@flotilla/profiles';
import { z } from 'zod';

const artifact = z.object({ digest: z.string(), sizeBytes: z.number() });
const share = z.object({
  value: z.number(),
  lower: z.number(),
  upper: z.number(),
  sampleCount: z.number(),
});
const measuredOn = z.object({
  delegate: z.string(),
  runtime: z.string(),
  runtimeVersion: z.string(),
  architecture: z.string(),
  operatingSystem: z.string(),
  note: z.string(),
});
const candidate = z.object({
  scheme: z.enum(quantizationSchemes),
  artifact: artifact.nullable(),
  weightBytes: z.number().nullable(),
  top1: share.nullable(),
  agreement: share.nullable(),
  latencyP50Ms: z.number().nullable(),
  latencyP90Ms: z.number().nullable(),
  latencySampleCount: z.number(),
  measuredOn: measuredOn.nullable(),
  leftFloat: z.array(z.object({ operator: z.string(), reason: z.string() })),
  verdict: z.enum(['chosen', 'passed', 'failed']),
  reason: z.string(),
});

/** What `Variant.report` holds: the optimizer's outcome, without its kind. */
export const variantReportSchema = z.object({
  chosen: z.enum(quantizationSchemes).nullable(),
  candidates: z.array(candidate),
  float: z.object({
    sizeBytes: z.number(),
    weightBytes: z.number(),
    top1: share,
    latencyP50Ms: z.number(),
    latencyP90Ms: z.number(),
  }),
  golden: z.object({ artifact, tolerance: z.number() }).nullable(),
});

export type VariantReport = z.infer<typeof variantReportSchema>;
export type ReportedCandidate = z.infer<typeof candidate>;

/** @throws ZodError when the optimizer's outcome has another shape */
export function reportOf(built: BuiltVariant): VariantReport {
  return variantReportSchema.parse(built);
}

/** The candidate that the variant is made of; null when none passed. */
export function chosenOf(report: VariantReport | null): ReportedCandidate | null {
  return report?.candidates.find(({ verdict }) => verdict === 'chosen') ?? null;
}
