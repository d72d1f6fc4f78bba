import type { Bus, Subscription } from '@flotilla/bus';

interface Versioned {
  readonly id: string;
}

export interface WatchOptions<Row extends Versioned> {
  readonly bus: Bus;
  readonly subject: 'changed.variant' | 'changed.rollout';
  readonly organisationId: string;
  /** Reads the row with this id if it is watched; all watched rows for null. */
  readonly read: (changedId: string | null) => Promise<readonly Row[]>;
  /** What grows with each change that watchers care about. */
  readonly versionOf: (row: Row) => number;
  /** How often everything is read again, because a hint may be lost. Default 5 s. */
  readonly refreshMs?: number;
}

/**
 * Rows as they are now, then each again whenever its version has grown. Bus messages are hints: what is given out is
 * always read from the database, never older than what was given before. A slow reader gets the newest, not a backlog.
 */
export function watch<Row extends Versioned>(
  options: WatchOptions<Row>,
): AsyncIterableIterator<Row> {
  return new Watch(options);
}

class Watch<Row extends Versioned> implements AsyncIterableIterator<Row> {
  private readonly versions = new Map<string, number>();
  private readonly pending = new Map<string, Row>();
  private wake: (() => void) | null = null;
  private closed = false;
  private failure: Error | null = null;
  private subscription: Promise<Subscription> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly options: WatchOptions<Row>) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Row>> {
    if (this.subscription === null)
      await this.open().catch((error: unknown) => {
        this.fail(error as Error);
      });
    for (;;) {
      if (this.failure !== null) {
        // Nobody calls \`return\` behind an error.
        await this.return();
        throw this.failure;
      }
      if (this.isClosed()) return { done: true, value: undefined };
      const [newest] = this.pending;
      if (newest !== undefined) {
        this.pending.delete(newest[0]);
        return { done: false, value: newest[1] };
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  async return(): Promise<IteratorResult<Row>> {
    this.closed = true;
    if (this.timer !== null) clearInterval(this.timer);
    this.wake?.();
    const subscription = await this.subscription?.catch(() => null);
    await subscription?.close();
    return { done: true, value: undefined };
  }

  /** Subscribes before it reads, so that no change falls between the two. */
  private async open(): Promise<void> {
    const { bus, subject, organisationId, refreshMs = 5_000 } = this.options;
    this.subscription = bus.subscribe(subject, async (event) => {
      if (event.organisationId === organisationId) await this.take(event.id);
    });
    await this.subscription;
    await this.take(null);
    if (this.isClosed()) return;
    this.timer = setInterval(() => {
      this.take(null).catch((error: unknown) => {
        this.fail(error as Error);
      });
    }, refreshMs);
  }

  private async take(changedId: string | null): Promise<void> {
    if (this.closed) return;
    for (const row of await this.options.read(changedId)) {
      const version = this.options.versionOf(row);
      if (version <= (this.versions.get(row.id) ?? -1)) continue;
      this.versions.set(row.id, version);
      this.pending.set(row.id, row);
    }
    this.wake?.();
  }

  private fail(error: Error): void {
    this.failure = error;
    this.wake?.();
  }

  private isClosed(): boolean {
    return this.closed;
  }
}
