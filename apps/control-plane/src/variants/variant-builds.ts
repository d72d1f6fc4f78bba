import { Inject, Injectable } from '@nestjs/common';
import type { BuildVariantJob, BuiltVariant, Bus, JobFinished, JobProgress } from '@flotilla/bus';
import { type Database, VariantState } from '@flotilla/database';
import { hardwareProfileSchema } from '@flotilla/profiles';
import type { ClaimedJob, JobKind } from '../jobs/job-kind';
import { JobsService } from '../jobs/jobs.service';
import { lostJob } from '../jobs/lost-job';
import { BUS, DATABASE } from '../platform/tokens';
import { chosenOf, reportOf } from './variant-report';
import { unfinishedStates, VariantsRepository } from './variants.repository';

const unfinished = { state: { in: unfinishedStates } };

/** Variants on their way through the optimizer. */
@Injectable()
export class VariantBuilds implements JobKind {
  readonly name = 'build-variant';

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: VariantsRepository,
    jobs: JobsService,
  ) {
    jobs.register(this);
  }

  async claimDue(now: Date, leaseUntil: Date): Promise<readonly ClaimedJob[]> {
    const claimed = await this.database.platform.variant.updateManyAndReturn({
      where: { ...unfinished, jobDueAt: { lte: now } },
      data: { attempt: { increment: 1 }, jobDueAt: leaseUntil },
    });
    return claimed.map(({ organisationId, id, attempt }) => ({
      organisationId,
      jobId: id,
      attempt,
    }));
  }

  async publish(job: ClaimedJob): Promise<void> {
    const message = await this.messageOf(job);
    if (message !== null) await this.bus.publish('job.build-variant', message);
  }

  async giveUp(job: ClaimedJob): Promise<void> {
    await this.fail(job, lostJob.code, lostJob.message);
  }

  async makeDue(now: Date): Promise<void> {
    await this.database.platform.variant.updateMany({ where: unfinished, data: { jobDueAt: now } });
  }

  async progress(event: JobProgress, leaseUntil: Date): Promise<boolean> {
    const { stage, message } = event;
    const version = await this.repository.change(event.organisationId, event.jobId, event.attempt, {
      state: VariantState.BUILDING,
      stage,
      message,
      fraction: Math.min(1, Math.max(0, event.fraction)),
      jobDueAt: leaseUntil,
    });
    await this.announce(event, version);
    return version !== null;
  }

  async finish(event: JobFinished): Promise<boolean> {
    const [row] = await this.repository.findMany(event.organisationId, [event.jobId]);
    if (row === undefined) return false;
    const { outcome } = event;
    if (outcome.kind === 'build-variant') await this.accept(event, outcome);
    else if (outcome.kind === 'failed') await this.fail(event, outcome.code, outcome.message);
    return true;
  }

  private async accept(job: ClaimedJob, built: BuiltVariant): Promise<void> {
    const report = reportOf(built);
    const chosen = chosenOf(report);
    const isReady = chosen?.artifact != null;
    const version = await this.repository.change(job.organisationId, job.jobId, job.attempt, {
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
    await this.announce(job, version);
  }

  private async fail(job: ClaimedJob, code: string, message: string): Promise<void> {
    const version = await this.repository.change(job.organisationId, job.jobId, job.attempt, {
      state: VariantState.FAILED,
      stage: 'finished',
      problemCode: code,
      problemMessage: message,
      finishedAt: new Date(),
    });
    await this.announce(job, version);
  }

  private async announce(
    { organisationId, jobId }: ClaimedJob,
    version: number | null,
  ): Promise<void> {
    if (version !== null)
      await this.bus.publish('changed.variant', { organisationId, id: jobId, version });
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
