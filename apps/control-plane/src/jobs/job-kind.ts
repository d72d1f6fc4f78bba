import type { JobFinished, JobProgress } from '@flotilla/bus';

/** A job whose publication another process has not taken. */
export interface ClaimedJob {
  readonly organisationId: string;
  readonly jobId: string;
  /** Of this publication. */
  readonly attempt: number;
}

/**
 * One kind of work for the optimizer, and the table whose rows ask for it. The rows are the queue: a job message may
 * be lost or doubled.
 */
export interface JobKind {
  readonly name: string;
  /**
   * Takes the due rows: raises their attempt and moves their due time to `leaseUntil`, by compare-and-set.
   */
  claimDue(now: Date, leaseUntil: Date): Promise<readonly ClaimedJob[]>;
  publish(job: ClaimedJob): Promise<void>;
  /** Ends a row whose job was lost too often. */
  giveUp(job: ClaimedJob): Promise<void>;
  /** Makes every unfinished row due now. */
  makeDue(now: Date): Promise<void>;
  /** @returns false when the job is of another kind */
  progress(event: JobProgress, leaseUntil: Date): Promise<boolean>;
  /** Idempotent. @returns false when the job is of another kind */
  finish(event: JobFinished): Promise<boolean>;
}
