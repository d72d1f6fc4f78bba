import { Inject, Injectable } from '@nestjs/common';
import type { BuildVariantJob, BuiltVariant, Bus, JobFinished, JobProgress } from '@flotilla/bus';
import { type Database, VariantState } from '@flotilla/database';
import { hardwareProfileSchema } from '@flotilla/profiles';
import { BUS, DATABASE } from '../injection/tokens';
import type { JobKind, JobProblem } from '../jobs/job-kind';
import { JobsService } from '../jobs/jobs.service';
import { type ClaimedJob, RowQueue } from '../jobs/row-queue';
import { chosenOf, reportOf } from './variant-report';
import { VariantsRepository } from './variants.repository';

type VariantTable = ReturnType<Database['scopedTo']>['variant'];
type VariantChange = Parameters<RowQueue<VariantTable>['change']>[1];

/** Variants on their way through the optimizer. */
@Injectable()
export class VariantBuilds implements JobKind {
  readonly name = 'build-variant';
  readonly queue: RowQueue<VariantTable>;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: VariantsRepository,
    jobs: JobsService,
  ) {
    this.queue = new RowQueue({
      all: database.platform.variant,
      of: (organisationId) => database.scopedTo(organisationId).variant,
      unfinished: { state: { in: [VariantState.QUEUED, VariantState.BUILDING] } },
    });
    jobs.register(this);
  }

  async publish(job: ClaimedJob): Promise<void> {
    const message = await this.messageOf(job);
    if (message !== null) await this.bus.publish('job.build-variant', message);
  }

  async progress(event: JobProgress, leaseUntil: Date): Promise<boolean> {
    const { stage, message } = event;
    return this.change(event, {
      state: VariantState.BUILDING,
      stage,
      message,
      fraction: Math.min(1, Math.max(0, event.fraction)),
      jobDueAt: leaseUntil,
    });
  }

  async finish(event: JobFinished): Promise<boolean> {
    const [row] = await this.repository.findMany(event.organisationId, [event.jobId]);
    if (row === undefined) return false;
    const { outcome } = event;
    if (outcome.kind === 'build-variant') await this.accept(event, outcome);
    else if (outcome.kind === 'failed') await this.fail(event, outcome);
    return true;
  }

  async fail(job: ClaimedJob, { code, message }: JobProblem): Promise<void> {
    await this.change(job, {
      state: VariantState.FAILED,
      stage: 'finished',
      problemCode: code,
      problemMessage: message,
      finishedAt: new Date(),
    });
  }

  private async accept(job: ClaimedJob, built: BuiltVariant): Promise<void> {
    const report = reportOf(built);
    const chosen = chosenOf(report);
    const isReady = chosen?.artifact != null;
    await this.change(job, {
      state: isReady ? VariantState.READY : VariantState.REJECTED,
      stage: 'finished',
      fraction: 1,
      message: '',
      report,
      scheme: chosen?.scheme ?? null,
      artifactDigest: chosen?.artifact?.digest ?? null,
      artifactSizeBytes: chosen?.artifact == null ? null : BigInt(chosen.artifact.sizeBytes),
      goldenDigest: report.golden?.artifact.digest ?? null,
      goldenSizeBytes: report.golden === null ? null : BigInt(report.golden.artifact.sizeBytes),
      goldenTolerance: report.golden?.tolerance ?? null,
      problemCode: isReady ? null : 'NO_CANDIDATE_PASSED',
      problemMessage: isReady
        ? null
        : 'no candidate keeps the accuracy floor and the budgets of the profile',
      finishedAt: new Date(),
    });
  }

  /** Tells those who watch. @returns whether the attempt was awaited */
  private async change(job: ClaimedJob, data: VariantChange): Promise<boolean> {
    const row = await this.queue.change(job, { ...data, version: { increment: 1 } });
    if (row === null) return false;
    const { organisationId, id, version } = row;
    await this.bus.publish('changed.variant', { organisationId, id, version });
    return true;
  }

  private async messageOf(job: ClaimedJob): Promise<BuildVariantJob | null> {
    const row = await this.database.scopedTo(job.organisationId).variant.findFirst({
      where: { id: job.jobId },
      include: { modelVersion: true, calibrationDataset: true, evaluationDataset: true },
    });
    if (row === null) return null;
    const { modelVersion, calibrationDataset: calibration, evaluationDataset: evaluation } = row;
    return {
      ...job,
      model: reference(modelVersion.floatDigest, modelVersion.floatSizeBytes),
      profile: hardwareProfileSchema.parse(row.profile),
      calibration:
        calibration === null
          ? null
          : reference(calibration.inputsDigest, calibration.inputsSizeBytes),
      evaluation: {
        inputs: reference(evaluation.inputsDigest, evaluation.inputsSizeBytes),
        labels: reference(evaluation.labelsDigest, evaluation.labelsSizeBytes),
      },
    };
  }
}

/** Ready model versions and evaluation sets have these columns; `VariantsService.build` takes no others. */
function reference(digest: string | null, sizeBytes: bigint | null) {
  if (digest === null || sizeBytes === null) throw new TypeError('a job without its artifact');
  return { digest, sizeBytes: Number(sizeBytes) };
}
