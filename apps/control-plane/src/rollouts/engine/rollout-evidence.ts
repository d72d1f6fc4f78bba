import { Inject, Injectable } from '@nestjs/common';
import type { Database, Rows } from '@flotilla/database';
import { mergeSummaries } from '@flotilla/telemetry';
import type { VariantEvidence } from '@flotilla/rollout';
import { DATABASE } from '../../injection/tokens';
import { emptySummary, type FleetSummary, foldWindows } from '../../telemetry/fold-windows';
import { TelemetryRepository } from '../../telemetry/telemetry.repository';
import { chosenOf, variantReportSchema } from '../../variants/variant-report';
import { committedColumns } from '../storage/rollout-columns';

export interface RolloutEvidence {
  readonly variants: readonly VariantEvidence[];
  /** Over all variants. */
  readonly overall: Omit<FleetSummary, 'deviceIds'>;
}

/** What the devices that have committed measured since, by variant. */
@Injectable()
export class RolloutEvidenceReader {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly telemetry: TelemetryRepository,
  ) {}

  async read(
    rollout: Rows.Rollout,
    targets: readonly Rows.RolloutDevice[],
  ): Promise<RolloutEvidence> {
    const { organisationId } = rollout;
    const variantIds = [...new Set(targets.flatMap(({ variantId }) => variantId ?? []))];
    const rows = await this.database.scopedTo(organisationId).variant.findMany({
      where: { id: { in: variantIds } },
      include: { hardwareProfile: true },
    });
    const pages = this.telemetry.windows(organisationId, {
      rolloutId: rollout.id,
      variantId: { in: variantIds },
    });
    const summaries = await foldWindows(pages, ({ variantId }) => variantId);
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
  summary: FleetSummary,
): VariantEvidence {
  const committed = targets.filter(
    ({ variantId, state }) => variantId === variant.id && committedColumns.includes(state),
  );
  const report = variant.report === null ? null : variantReportSchema.parse(variant.report);
  return {
    variantId: variant.id,
    label: `${variant.hardwareProfile.name} (${variant.scheme ?? 'unbuilt'})`,
    committedDeviceCount: committed.length,
    expectedAccuracyPoints: 100 * (chosenOf(report)?.top1?.value ?? 0),
    labelledCount: summary.labelledCount,
    correctCount: summary.correctCount,
    latencySampleCount: summary.latency.count,
    latencyP90Ms: summary.latency.quantile(0.9),
  };
}
