import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Shares the event loop: handlers of queued messages run one after the other until the slice is spent, then timers and
 * I/O have their turn. One slice serves all members of a bus. A turn for each message would starve the bus instead, as
 * each turn under load takes milliseconds.
 */
export class TimeSlice {
  private startedAtMs = -Infinity;

  constructor(private readonly lengthMs: number) {}

  async enter(): Promise<void> {
    if (!this.spent()) return;
    await nextTurn();
    if (this.spent()) this.startedAtMs = performance.now();
  }

  private spent(): boolean {
    return performance.now() - this.startedAtMs >= this.lengthMs;
  }
}
