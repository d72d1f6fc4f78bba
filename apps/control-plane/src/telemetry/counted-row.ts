import { LatencySketch, mergeSummaries, type Summary } from '@flotilla/telemetry';

/** Columns of a row that windows are merged into. */
export interface CountedRow {
  readonly inferenceCount: bigint;
  readonly failureCount: bigint;
  readonly labelledCount: bigint;
  readonly correctCount: bigint;
  readonly latencySketch: Uint8Array<ArrayBuffer>;
}

export const emptySummary = (): Summary => mergeSummaries([]);

/** Our own rows: unlike what devices send, they were checked when they were merged. */
export function summaryOf(row: CountedRow): Summary {
  return {
    inferenceCount: Number(row.inferenceCount),
    failureCount: Number(row.failureCount),
    labelledCount: Number(row.labelledCount),
    correctCount: Number(row.correctCount),
    latency: LatencySketch.fromBytes(row.latencySketch),
  };
}

export function columnsOf(summary: Summary) {
  return {
    inferenceCount: BigInt(summary.inferenceCount),
    failureCount: BigInt(summary.failureCount),
    labelledCount: BigInt(summary.labelledCount),
    correctCount: BigInt(summary.correctCount),
    latencySketch: new Uint8Array(summary.latency.toBytes()),
  };
}

/** One row of a table, by its key. */
interface Row {
  /** Raises its version, which holds it until the transaction ends. @returns it as it is now; null for none */
  hold(): Promise<CountedRow | null>;
  /** @returns false when there is one already */
  create(columns: CountedRow): Promise<boolean>;
  replace(columns: CountedRow): Promise<unknown>;
}

/** Merges a window into a row, made if it is not there; of several at the same time each waits for the one before. */
export async function addTo(row: Row, window: Summary): Promise<void> {
  let known = await row.hold();
  if (known === null) {
    if (await row.create(columnsOf(window))) return;
    known = await row.hold();
    if (known === null) throw new TypeError('a row that is there cannot be held');
  }
  await row.replace(columnsOf(mergeSummaries([summaryOf(known), window])));
}
