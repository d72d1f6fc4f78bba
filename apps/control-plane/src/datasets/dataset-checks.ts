import { Inject, Injectable } from '@nestjs/common';
import type { Bus, JobFinished } from '@flotilla/bus';
import { type Database, DatasetState } from '@flotilla/database';
import type { ClaimedJob, JobKind } from '../jobs/job-kind';
import { JobsService } from '../jobs/jobs.service';
import { lostJob } from '../jobs/lost-job';
import { BUS, DATABASE } from '../platform/tokens';
import { DatasetsRepository } from './datasets.repository';

const unfinished = { state: DatasetState.CHECKING };

/** Uploaded datasets on their way through the optimizer's check. */
@Injectable()
export class DatasetChecks implements JobKind {
  readonly name = 'import-dataset';

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: DatasetsRepository,
    jobs: JobsService,
  ) {
    jobs.register(this);
  }

  async claimDue(now: Date, leaseUntil: Date): Promise<readonly ClaimedJob[]> {
    const claimed = await this.database.platform.dataset.updateManyAndReturn({
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
    const labels =
      row.labelsDigest === null
        ? null
        : { digest: row.labelsDigest, sizeBytes: Number(row.labelsSizeBytes) };
    const inputs = { digest: row.inputsDigest, sizeBytes: Number(row.inputsSizeBytes) };
    await this.bus.publish('job.import-dataset', { ...job, inputs, labels });
  }

  async giveUp({ organisationId, jobId, attempt }: ClaimedJob): Promise<void> {
    await this.repository.reject(organisationId, jobId, attempt, lostJob.code, lostJob.message);
  }

  async makeDue(now: Date): Promise<void> {
    await this.database.platform.dataset.updateMany({ where: unfinished, data: { jobDueAt: now } });
  }

  async progress(event: ClaimedJob, leaseUntil: Date): Promise<boolean> {
    const { count } = await this.database.scopedTo(event.organisationId).dataset.updateMany({
      where: { ...unfinished, id: event.jobId, attempt: event.attempt },
      data: { jobDueAt: leaseUntil },
    });
    return count > 0;
  }

  async finish({ organisationId, jobId, attempt, outcome }: JobFinished): Promise<boolean> {
    const [row] = await this.repository.findMany(organisationId, [jobId]);
    if (row === undefined) return false;
    if (outcome.kind === 'import-dataset')
      await this.repository.accept(organisationId, jobId, attempt, outcome);
    else if (outcome.kind === 'failed')
      await this.repository.reject(organisationId, jobId, attempt, outcome.code, outcome.message);
    return true;
  }
}
