import { type DesiredModel, limits } from '@flotilla/protocol';
import { z } from 'zod';

/** Text as the protocol takes it, so that whatever a journal names can be reported. */
export const textSchema = (maximum: number, minimum = 0) =>
  z
    .string()
    .min(minimum)
    .max(maximum)
    .refine((text) => !text.includes('\0'));
export const nameSchema = textSchema(limits.nameLength, 1);
const countSchema = z.int().nonnegative().max(limits.attempt);

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const sizeSchema = z
  .int()
  .positive()
  .max(2 ** 40);

const artifactSchema = z.strictObject({ digest: digestSchema, sizeBytes: sizeSchema });

/** A content-addressed file: its sha256 in hex is its name. */
export type Artifact = z.infer<typeof artifactSchema>;

export const targetVariantSchema = z.strictObject({
  variantId: textSchema(limits.idLength, 1),
  file: artifactSchema,
  /** In order of preference. */
  delegates: z.array(nameSchema).max(limits.delegates),
  /** Null: nothing to compare with, so the self-test is one invocation that must not fail. */
  golden: z.strictObject({ file: artifactSchema, tolerance: z.number().nonnegative() }).nullable(),
});

export type TargetVariant = z.infer<typeof targetVariantSchema>;

export const targetSchema = z.strictObject({
  model: nameSchema,
  modelVersion: countSchema,
  rolloutId: textSchema(limits.idLength),
  attempt: countSchema,
  version: countSchema,
  variants: z.array(targetVariantSchema).min(1).max(limits.variants),
});

/** One model of a desired state, checked, and as JSON can hold it. */
export type Target = z.infer<typeof targetSchema>;

/** @returns null when no device could act on it; what arrives over the network names files and allocates memory */
export function readTarget(desired: DesiredModel): Target | null {
  const result = targetSchema.safeParse({
    model: desired.model,
    modelVersion: desired.modelVersion,
    rolloutId: desired.rolloutId,
    attempt: desired.attempt,
    version: desired.version,
    variants: desired.variants.map((variant) => ({
      variantId: variant.variantId,
      file: { digest: variant.digest, sizeBytes: Number(variant.sizeBytes) },
      delegates: [...variant.delegates],
      golden:
        variant.goldenDigest === ''
          ? null
          : {
              file: { digest: variant.goldenDigest, sizeBytes: Number(variant.goldenSizeBytes) },
              tolerance: variant.goldenTolerance,
            },
    })),
  });
  return result.success ? result.data : null;
}

/** Whether two targets are one try of one thing; their `version` may differ. */
export function isSameAttempt(a: Target, b: Target): boolean {
  return (
    a.model === b.model &&
    a.rolloutId === b.rolloutId &&
    a.attempt === b.attempt &&
    a.modelVersion === b.modelVersion &&
    JSON.stringify(a.variants) === JSON.stringify(b.variants)
  );
}
