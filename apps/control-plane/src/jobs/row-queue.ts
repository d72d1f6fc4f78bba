/** A job whose publication another process has not taken. */
export interface ClaimedJob {
  readonly organisationId: string;
  readonly jobId: string;
  /** Of this publication. */
  readonly attempt: number;
}

/** What all queues have in common, whatever their table holds. */
export interface JobQueue {
  /** Takes the due rows: raises their attempt and moves their due time to `leaseUntil`, by compare-and-set. */
  claimDue(now: Date, leaseUntil: Date): Promise<readonly ClaimedJob[]>;
  /** Makes every unfinished row due now. */
  makeDue(now: Date): Promise<void>;
  /** Takes a row again before its lease ends, by compare-and-set. @returns null when this attempt is not awaited */
  claimAgain(job: ClaimedJob, leaseUntil: Date): Promise<ClaimedJob | null>;
}

interface QueueRow {
  readonly organisationId: string;
  readonly id: string;
  readonly attempt: number;
}

/** The part of a table that a queue changes: it has `attempt` and `jobDueAt` beside the key. */
export interface QueueTable {
  updateManyAndReturn(args: { where: object; data: object }): Promise<QueueRow[]>;
  updateMany(args: { where: object; data: object }): Promise<{ count: number }>;
}

type Condition<Table extends QueueTable> = NonNullable<
  Parameters<Table['updateManyAndReturn']>[0]['where']
>;
type Change<Table extends QueueTable> = Parameters<Table['updateManyAndReturn']>[0]['data'];
type Row<Table extends QueueTable> = Awaited<ReturnType<Table['updateManyAndReturn']>>[number];

export interface RowQueueOptions<Table extends QueueTable> {
  /** The rows of every organisation. */
  readonly all: QueueTable;
  /** Those of one. */
  readonly of: (organisationId: string) => Table;
  /** Holds while a row awaits its job. */
  readonly unfinished: Condition<Table>;
}

/**
 * A table whose unfinished rows are the queue of their jobs. Every change is a compare-and-set, so that late and
 * doubled news of an attempt that is no longer awaited changes nothing.
 */
export class RowQueue<Table extends QueueTable> implements JobQueue {
  constructor(private readonly options: RowQueueOptions<Table>) {}

  async claimDue(now: Date, leaseUntil: Date): Promise<readonly ClaimedJob[]> {
    const { all, unfinished } = this.options;
    const claimed = await all.updateManyAndReturn({
      where: { ...unfinished, jobDueAt: { lte: now } },
      data: { attempt: { increment: 1 }, jobDueAt: leaseUntil },
    });
    return claimed.map(claimOf);
  }

  async makeDue(now: Date): Promise<void> {
    const { all, unfinished } = this.options;
    await all.updateMany({ where: unfinished, data: { jobDueAt: now } });
  }

  async claimAgain(job: ClaimedJob, leaseUntil: Date): Promise<ClaimedJob | null> {
    const { of, unfinished } = this.options;
    const [claimed] = await of(job.organisationId).updateManyAndReturn({
      where: { ...unfinished, id: job.jobId, attempt: job.attempt },
      data: { attempt: { increment: 1 }, jobDueAt: leaseUntil },
    });
    return claimed === undefined ? null : claimOf(claimed);
  }

  /** @returns the row as it is now; null when this attempt is not awaited */
  async change(
    { organisationId, jobId, attempt }: ClaimedJob,
    data: Change<Table>,
  ): Promise<Row<Table> | null> {
    const { of, unfinished } = this.options;
    const [row] = await of(organisationId).updateManyAndReturn({
      where: { ...unfinished, id: jobId, attempt },
      data,
    });
    return row ?? null;
  }
}

function claimOf({ organisationId, id, attempt }: QueueRow): ClaimedJob {
  return { organisationId, jobId: id, attempt };
}
