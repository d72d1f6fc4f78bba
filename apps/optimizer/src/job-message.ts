import type {
  BuildVariantJob,
  ImportDatasetJob,
  ImportModelJob,
  JobFinished,
  JobProgress,
} from '@flotilla/bus';

/** One unit of work, as host and worker hand it over. */
export type OptimizerJob =
  | { readonly kind: 'import-model'; readonly job: ImportModelJob }
  | { readonly kind: 'import-dataset'; readonly job: ImportDatasetJob }
  | { readonly kind: 'build-variant'; readonly job: BuildVariantJob };

export type JobOutcome = JobFinished['outcome'];

/** No outcome: the worker was gone before it had one, for a reason that need not lie in the job. */
export interface JobCrash {
  readonly kind: 'crashed';
  readonly reason: string;
}

/** What a worker says while it works; the host adds whose job it was. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: JobStep }
  | { readonly type: 'finished'; readonly outcome: JobOutcome };

export type JobStep = Pick<JobProgress, 'stage' | 'fraction' | 'message'>;

export type ReportProgress = (step: JobStep) => void;
