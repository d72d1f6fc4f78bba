import { Inject, Injectable } from '@nestjs/common';
import type { Bus, ImportedModel, JobFinished } from '@flotilla/bus';
import { type Database, ModelVersionState } from '@flotilla/database';
import { BUS, DATABASE } from '../injection/tokens';
import type { JobKind, JobProblem } from '../jobs/job-kind';
import { JobsService } from '../jobs/jobs.service';
import { type ClaimedJob, RowQueue } from '../jobs/row-queue';
import { ModelVersionsRepository } from './model-versions.repository';

type ModelVersionTable = ReturnType<Database['scopedTo']>['modelVersion'];

/** Uploaded models on their way through the optimizer's reader. */
@Injectable()
export class ModelImports implements JobKind {
  readonly name = 'import-model';
  readonly queue: RowQueue<ModelVersionTable>;

  constructor(
    @Inject(DATABASE) database: Database,
    @Inject(BUS) private readonly bus: Bus,
    private readonly repository: ModelVersionsRepository,
    jobs: JobsService,
  ) {
    this.queue = new RowQueue({
      all: database.platform.modelVersion,
      of: (organisationId) => database.scopedTo(organisationId).modelVersion,
      unfinished: { state: ModelVersionState.IMPORTING },
    });
    jobs.register(this);
  }

  async publish(job: ClaimedJob): Promise<void> {
    const [row] = await this.repository.findMany(job.organisationId, [job.jobId]);
    if (row === undefined) return;
    const source = { digest: row.sourceDigest, sizeBytes: Number(row.sourceSizeBytes) };
    await this.bus.publish('job.import-model', { ...job, source });
  }

  async progress(event: ClaimedJob, leaseUntil: Date): Promise<boolean> {
    return (await this.queue.change(event, { jobDueAt: leaseUntil })) !== null;
  }

  async finish(event: JobFinished): Promise<boolean> {
    const { organisationId, jobId, outcome } = event;
    const [row] = await this.repository.findMany(organisationId, [jobId]);
    if (row === undefined) return false;
    if (outcome.kind === 'import-model') await this.queue.change(event, acceptedColumns(outcome));
    else if (outcome.kind === 'failed') await this.fail(event, outcome);
    return true;
  }

  async fail(job: ClaimedJob, { code, message }: JobProblem): Promise<void> {
    const state = ModelVersionState.REJECTED;
    await this.queue.change(job, { state, problemCode: code, problemMessage: message });
  }
}

function acceptedColumns(result: ImportedModel) {
  return {
    state: ModelVersionState.READY,
    floatDigest: result.floatModel.digest,
    floatSizeBytes: BigInt(result.floatModel.sizeBytes),
    format: result.format,
    parameterCount: BigInt(result.parameterCount),
    operatorCount: result.operatorCount,
    weightBytes: BigInt(result.weightBytes),
    inputs: result.inputs.map((each) => ({ ...each, shape: [...each.shape] })),
    outputs: result.outputs.map((each) => ({ ...each, shape: [...each.shape] })),
  };
}
