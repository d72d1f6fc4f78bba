import type { DeliveryQueue } from './delivery-queue';
import type { Retry } from './retry';
import type { TimeSlice } from './time-slice';

/** One subscriber: takes messages from its queue one at a time, in order. */
export class Member<T> {
  private readonly stop = new AbortController();
  private readonly running: Promise<void>;
  private working = false;

  constructor(
    private readonly queue: DeliveryQueue<T>,
    private readonly handler: (message: T) => Promise<void>,
    private readonly retry: Retry<T>,
    private readonly slice: TimeSlice,
  ) {
    this.running = this.run();
  }

  get idle(): boolean {
    return !this.working;
  }

  /** Stops taking; resolves when the handler under way is done. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    for (;;) {
      const message = await this.queue.take(this.stop.signal);
      if (message === undefined) return;
      this.working = true;
      await this.slice.enter();
      const finished = await this.retry(message, this.handler, this.stop.signal);
      if (!finished) this.queue.putBack(message);
      this.working = false;
    }
  }
}
