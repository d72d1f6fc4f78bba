import { Inject, Injectable } from '@nestjs/common';
import type { Bus, JobFinished } from '@flotilla/bus';
import { type Database, ModelVersionState } from '@flotilla/database';
import type { ClaimedJob, JobKind } from '../jobs/job-kind';
import { JobsService } from '../jobs/jobs.service';
import { lostJob } from '../jobs/lost-job';
import { BUS, DATABASE } from '../platform/tokens';
import { ModelVersionsRepository } from './model-versions.repository';

const unfinished = { state: ModelVersionState.IMPORTING };

/** Uploaded models on their way through the optimizer's reader. */
@Injectable()
export class ModelImports implements JobKind {
  readonly name = 'import-model';

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: ModelVersionsRepository,
    jobs: JobsService,
  ) {
    jobs.register(this);
  }

  async claimDue(now: Date, leaseUntil: Date): Promise<readonly ClaimedJob[]> {
    const claimed = await this.database.platform.modelVersion.updateManyAndReturn({
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
    const [row] = await this.repository.findMany(job.organisationId, [job.jobId]);
    if (row === undefined) return;
    const source = { digest: row.sourceDigest, sizeBytes: Number(row.sourceSizeBytes) };
    await this.bus.publish('job.import-model', { ...job, source });
  }

  async giveUp({ organisationId, jobId, attempt }: ClaimedJob): Promise<void> {
    await this.repository.reject(organisationId, jobId, attempt, lostJob.code, lostJob.message);
  }

  async makeDue(now: Date): Promise<void> {
    await this.database.platform.modelVersion.updateMany({
      where: unfinished,
      data: { jobDueAt: now },
    });
  }

  async progress(event: ClaimedJob, leaseUntil: Date): Promise<boolean> {
    const { count } = await this.database.scopedTo(event.organisationId).modelVersion.updateMany({
      where: { ...unfinished, id: event.jobId, attempt: event.attempt },
      data: { jobDueAt: leaseUntil },
    });
    return count > 0;
  }

  async finish({ organisationId, jobId, attempt, outcome }: JobFinished): Promise<boolean> {
    const [row] = await this.repository.findMany(organisationId, [jobId]);
    if (row === undefined) return false;
    if (outcome.kind === 'import-model')
      await this.repository.accept(organisationId, jobId, attempt, outcome);
    else if (outcome.kind === 'failed')
      await this.repository.reject(organisationId, jobId, attempt, outcome.code, outcome.message);
    return true;
  }
}
