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

/** What a worker says while it works; the host adds whose job it was. */
export type WorkerMessage =
  | { readonly type: 'progress'; readonly progress: JobStep }
  | { readonly type: 'finished'; readonly outcome: JobOutcome };

export type JobStep = Pick<JobProgress, 'stage' | 'fraction' | 'message'>;

export type ReportProgress = (step: JobStep) => void;
