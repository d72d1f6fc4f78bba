import { Injectable } from '@nestjs/common';
import type { Prisma } from '@flotilla/database';
import { describeDifference } from '@flotilla/profiles';
import { latencyPercentiles } from '@flotilla/telemetry';
import type { FleetMetricsGroup } from '../api/api-enums';
import { accuracyShareOf } from '../api/measured-share';
import { ModelVersionsService } from '../models/model-versions.service';
import { ModelsService } from '../models/models.service';
import { ProfilesService } from '../profiles/profiles.service';
import { VariantsService } from '../variants/variants.service';
import type { FleetHardware, FleetMetrics, FleetMetricsFilter } from './fleet-metrics';
import { type FleetSummary, foldSummaries } from './fold-summaries';
import { grainSince, startOfSpan } from './summary-grains';
import type { HardwareUse } from './hardware-tally';
import { type FleetRow, TelemetryRepository } from './telemetry.repository';

/** Key of windows whose device had no profile. */
const unknownKey = 'unknown';

const keyOf: Readonly<Record<FleetMetricsGroup, (row: FleetRow) => string>> = {
  PROFILE: ({ profileId }) => profileId || unknownKey,
  VARIANT: ({ variantId }) => variantId,
  MODEL_VERSION: ({ modelVersionId }) => modelVersionId,
  DELEGATE: ({ delegate }) => delegate,
};

/** Answers for the whole fleet, merged from what its devices measured. */
@Injectable()
export class FleetMetricsService {
  private readonly labelOf: Readonly<
    Record<FleetMetricsGroup, (organisationId: string, key: string) => Promise<string>>
  > = {
    PROFILE: (organisationId, key) => this.labelOfProfile(organisationId, key),
    VARIANT: (organisationId, key) => this.labelOfVariant(organisationId, key),
    MODEL_VERSION: (organisationId, key) => this.labelOfModelVersion(organisationId, key),
    DELEGATE: (_, key) => Promise.resolve(key),
  };

  constructor(
    private readonly repository: TelemetryRepository,
    private readonly models: ModelsService,
    private readonly modelVersions: ModelVersionsService,
    private readonly profiles: ProfilesService,
    private readonly variants: VariantsService,
  ) {}

  async summarize(
    organisationId: string,
    groupBy: FleetMetricsGroup,
    filter: FleetMetricsFilter,
  ): Promise<readonly FleetMetrics[]> {
    const pages = this.repository.summaries(organisationId, whereOf(filter, new Date()));
    const groups = await foldSummaries(pages, keyOf[groupBy]);
    const metrics = await Promise.all(
      [...groups].map(async ([key, summary]) =>
        metricsOf(groupBy, key, {
          summary,
          label: await this.labelOf[groupBy](organisationId, key),
          ranOn: await this.hardwareOf(organisationId, summary.hardware.list()),
        }),
      ),
    );
    return metrics.sort((a, b) => (a.label < b.label ? -1 : 1));
  }

  /** The same hardware with the same note is one, whatever profiles its devices have. */
  private async hardwareOf(
    organisationId: string,
    uses: readonly HardwareUse[],
  ): Promise<readonly FleetHardware[]> {
    const notes = await Promise.all(uses.map((use) => this.noteOf(organisationId, use)));
    const merged = new Map<string, Set<string>>();
    for (const [at, { delegate, architecture, deviceIds }] of uses.entries()) {
      const kind = JSON.stringify({ delegate, architecture, note: notes[at] ?? '' });
      merged.set(kind, new Set([...(merged.get(kind) ?? []), ...deviceIds]));
    }
    return [...merged]
      .map(([kind, deviceIds]) => ({
        ...(JSON.parse(kind) as Omit<FleetHardware, 'deviceCount'>),
        deviceCount: deviceIds.size,
      }))
      .sort((a, b) => b.deviceCount - a.deviceCount);
  }

  private async noteOf(
    organisationId: string,
    { profileId, delegate, architecture }: Omit<HardwareUse, 'deviceIds'>,
  ): Promise<string> {
    if (profileId === '') return '';
    const { values } = await this.profiles.getRevision(organisationId, profileId);
    // A device that never said what it is differs in nothing that is known.
    const ran = { delegate, architecture: architecture ?? values.architecture };
    return describeDifference(values, ran);
  }

  private async labelOfProfile(organisationId: string, id: string): Promise<string> {
    return id === unknownKey ? 'no profile' : (await this.profiles.get(organisationId, id)).name;
  }

  private async labelOfVariant(organisationId: string, id: string): Promise<string> {
    const { profileId, modelVersionId, scheme } = await this.variants.get(organisationId, id);
    const profile = await this.labelOfProfile(organisationId, profileId);
    const version = await this.labelOfModelVersion(organisationId, modelVersionId);
    return `${version}, ${profile} (${scheme ?? 'unbuilt'})`;
  }

  private async labelOfModelVersion(organisationId: string, id: string): Promise<string> {
    const { modelId, number } = await this.modelVersions.get(organisationId, id);
    return `${(await this.models.get(organisationId, modelId)).name} v${number}`;
  }
}

function metricsOf(
  groupBy: FleetMetricsGroup,
  key: string,
  { summary, label, ranOn }: Pick<FleetMetrics, 'label' | 'ranOn'> & { summary: FleetSummary },
): FleetMetrics {
  return {
    key,
    label,
    profileId: groupBy === 'PROFILE' && key !== unknownKey ? key : null,
    variantId: groupBy === 'VARIANT' ? key : null,
    deviceCount: summary.deviceIds.size,
    inferenceCount: summary.inferenceCount,
    failureCount: summary.failureCount,
    accuracy: accuracyShareOf(summary),
    latency: latencyPercentiles(summary.latency),
    ranOn,
  };
}

function whereOf(filter: FleetMetricsFilter, now: Date) {
  const { modelId, modelVersionId, rolloutId, since = null, until } = filter;
  const grain = grainSince(since, now);
  return {
    ...(modelId == null ? {} : { modelId }),
    ...(modelVersionId == null ? {} : { modelVersionId }),
    ...(rolloutId == null ? {} : { rolloutId }),
    grain,
    startedAt: {
      ...(since === null ? {} : { gte: startOfSpan(since, grain) }),
      ...(until == null ? {} : { lt: until }),
    },
  } satisfies Prisma.TelemetrySummaryWhereInput;
}
