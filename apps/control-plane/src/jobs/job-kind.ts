import type { JobFinished, JobProgress } from '@flotilla/bus';
import type { ClaimedJob, JobQueue } from './row-queue';

/** Why a job came to nothing. */
export interface JobProblem {
  readonly code: string;
  readonly message: string;
}

/**
 * One kind of work for the optimizer, and the table whose rows ask for it. The rows are the queue: a job message may
 * be lost or doubled.
 */
export interface JobKind {
  readonly name: string;
  readonly queue: JobQueue;
  publish(job: ClaimedJob): Promise<void>;
  /** @returns false when the job is of another kind, or no longer awaited */
  progress(event: JobProgress, leaseUntil: Date): Promise<boolean>;
  /** Idempotent. @returns false when the job is of another kind */
  finish(event: JobFinished): Promise<boolean>;
  /** Ends a row whose job came to nothing. Idempotent. */
  fail(job: ClaimedJob, problem: JobProblem): Promise<void>;
}
