import { Inject, Injectable } from '@nestjs/common';
import type { Bus, ImportedDataset, JobFinished } from '@flotilla/bus';
import { type Database, DatasetState } from '@flotilla/database';
import { BUS, DATABASE } from '../injection/tokens';
import type { JobKind, JobProblem } from '../jobs/job-kind';
import { JobsService } from '../jobs/jobs.service';
import { type ClaimedJob, RowQueue } from '../jobs/row-queue';
import { DatasetsRepository } from './datasets.repository';

type DatasetTable = ReturnType<Database['scopedTo']>['dataset'];

/** Uploaded datasets on their way through the optimizer's check. */
@Injectable()
export class DatasetChecks implements JobKind {
  readonly name = 'import-dataset';
  readonly queue: RowQueue<DatasetTable>;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: DatasetsRepository,
    jobs: JobsService,
  ) {
    this.queue = new RowQueue({
      all: database.platform.dataset,
      of: (organisationId) => database.scopedTo(organisationId).dataset,
      unfinished: { state: DatasetState.CHECKING },
    });
    jobs.register(this);
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

  async progress(event: ClaimedJob, leaseUntil: Date): Promise<boolean> {
    return (await this.queue.change(event, { jobDueAt: leaseUntil })) !== null;
  }

  async finish(event: JobFinished): Promise<boolean> {
    const { organisationId, jobId, outcome } = event;
    const [row] = await this.repository.findMany(organisationId, [jobId]);
    if (row === undefined) return false;
    if (outcome.kind === 'import-dataset') await this.queue.change(event, acceptedColumns(outcome));
    else if (outcome.kind === 'failed') await this.fail(event, outcome);
    return true;
  }

  async fail(job: ClaimedJob, { code, message }: JobProblem): Promise<void> {
    const state = DatasetState.REJECTED;
    await this.queue.change(job, { state, problemCode: code, problemMessage: message });
  }
}

function acceptedColumns({ sampleCount, sampleShape }: ImportedDataset) {
  return { state: DatasetState.READY, sampleCount, sampleShape: [...sampleShape] };
}
