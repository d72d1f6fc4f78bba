import { Inject, Injectable } from '@nestjs/common';
import type { Database, Rows } from '@flotilla/database';
import { mergeSummaries, type Summary } from '@flotilla/telemetry';
import type { VariantEvidence } from '@flotilla/rollout';
import { DATABASE } from '../../injection/tokens';
import { emptySummary, summaryOf } from '../../telemetry/counted-row';
import { chosenOf, variantReportSchema } from '../../variants/variant-report';
import { committedColumns } from '../storage/rollout-columns';

export interface RolloutEvidence {
  readonly variants: readonly VariantEvidence[];
  /** Over all variants. */
  readonly overall: Summary;
}

/** What the devices that have committed measured since, by variant; as much work however many windows there were. */
@Injectable()
export class RolloutEvidenceReader {
  constructor(@Inject(DATABASE) private readonly database: Database) {}

  async read(
    rollout: Rows.Rollout,
    targets: readonly Rows.RolloutDevice[],
  ): Promise<RolloutEvidence> {
    const { organisationId } = rollout;
    const variantIds = [...new Set(targets.flatMap(({ variantId }) => variantId ?? []))];
    const client = this.database.scopedTo(organisationId);
    const [rows, evidence] = await Promise.all([
      client.variant.findMany({
        where: { id: { in: variantIds } },
        include: { hardwareProfile: true },
      }),
      client.rolloutEvidence.findMany({
        where: {
          rolloutId: rollout.id,
          variantId: { in: variantIds },
          epoch: rollout.evidenceEpoch,
        },
      }),
    ]);
    const summaries = new Map(evidence.map((row) => [row.variantId, summaryOf(row)]));
    return {
      variants: rows.map((row) =>
        evidenceOf(row, targets, summaries.get(row.id) ?? emptySummary()),
      ),
      overall: mergeSummaries(summaries.values()),
    };
  }
}

function evidenceOf(
  variant: Rows.Variant & { readonly hardwareProfile: Rows.HardwareProfile },
  targets: readonly Rows.RolloutDevice[],
  summary: Summary,
): VariantEvidence {
  const committed = targets.filter(
    ({ variantId, state }) => variantId === variant.id && committedColumns.includes(state),
  );
  const report = variant.report === null ? null : variantReportSchema.parse(variant.report);
  const top1 = chosenOf(report)?.top1 ?? null;
  return {
    variantId: variant.id,
    label: labelOf(variant),
    committedDeviceCount: committed.length,
    expectedAccuracyPoints: top1 === null ? null : 100 * top1.value,
    labelledCount: summary.labelledCount,
    correctCount: summary.correctCount,
    latencySampleCount: summary.latency.count,
    latencyP90Ms: summary.latency.quantile(0.9),
  };
}

function labelOf({
  scheme,
  profileRevision,
  hardwareProfile,
}: Rows.Variant & { readonly hardwareProfile: Rows.HardwareProfile }): string {
  const { name, revision } = hardwareProfile;
  const older =
    profileRevision === revision
      ? ''
      : `, built for revision ${profileRevision} of the profile, which is at ${revision}`;
  return `${name} (${scheme ?? 'unbuilt'}${older})`;
}
