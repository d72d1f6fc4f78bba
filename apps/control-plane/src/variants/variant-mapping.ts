import type { Rows } from '@flotilla/database';
import { quantizationSchemes } from '@flotilla/profiles';
import { z } from 'zod';
import { problemOf } from '../api/problem';
import { artifactOf } from '../artifacts/artifact';
import type { Variant } from './variant';
import type { VariantCandidate } from './variant-candidate';
import { chosenOf, type ReportedCandidate, variantReportSchema } from './variant-report';

const scheme = z.enum(quantizationSchemes).nullable();

export function variantOf(row: Rows.Variant): Variant {
  const report = row.report === null ? null : variantReportSchema.parse(row.report);
  const chosen = chosenOf(report);
  const ratio = (part: number | null | undefined, whole: number | undefined) =>
    part == null || whole === undefined || whole === 0 ? null : part / whole;
  return {
    id: row.id,
    version: row.version,
    modelVersionId: row.modelVersionId,
    profileId: row.profileId,
    profileRevision: row.profileRevision,
    scheme: scheme.parse(row.scheme),
    state: row.state,
    progress: { stage: row.stage, fraction: row.fraction, message: row.message },
    problem: problemOf(row),
    artifact: artifactOf(row.artifactDigest, row.artifactSizeBytes),
    weightBytes: chosen?.weightBytes ?? null,
    fileSizeRatio: ratio(chosen?.artifact?.sizeBytes, report?.float.sizeBytes),
    weightRatio: ratio(chosen?.weightBytes, report?.float.weightBytes),
    top1: chosen?.top1 ?? null,
    floatTop1: report?.float.top1 ?? null,
    agreement: chosen?.agreement ?? null,
    latencyP50Ms: chosen?.latencyP50Ms ?? null,
    latencyP90Ms: chosen?.latencyP90Ms ?? null,
    latencySampleCount: chosen?.latencySampleCount ?? null,
    measuredOn: chosen?.measuredOn ?? null,
    candidates: report?.candidates.map(candidateOf) ?? [],
    leftFloat: chosen?.leftFloat ?? [],
    createdAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}

function candidateOf({ artifact, ...rest }: ReportedCandidate): VariantCandidate {
  return {
    ...rest,
    artifact: artifact === null ? null : artifactOf(artifact.digest, BigInt(artifact.sizeBytes)),
  };
}
