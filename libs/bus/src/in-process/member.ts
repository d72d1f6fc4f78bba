import type { DeliveryQueue } from './delivery-queue';
import type { Attempt, Delivery } from './retry';
import type { TimeSlice } from './time-slice';

/** One subscriber: takes messages from its queue one at a time. */
export class Member<T> {
  private readonly stop = new AbortController();
  private readonly running: Promise<void>;
  private working = false;

  constructor(
    private readonly queue: DeliveryQueue<Delivery<T>>,
    private readonly handler: (message: T) => Promise<void>,
    private readonly attempt: Attempt<T>,
    private readonly slice: TimeSlice,
  ) {
    this.running = this.run();
  }

  get idle(): boolean {
    return !this.working;
  }

  /** Stops taking; resolves when the handler under way is done. What it failed at may be tried by others at once. */
  async close(): Promise<void> {
    this.stop.abort();
    await this.running;
    this.queue.releaseAll();
  }

  private async run(): Promise<void> {
    for (;;) {
      const delivery = await this.queue.take(this.stop.signal);
      if (delivery === undefined) return;
      this.working = true;
      await this.slice.enter();
      const pauseMs = await this.attempt(delivery, this.handler);
      if (pauseMs !== null) this.queue.putBack(delivery, pauseMs);
      this.working = false;
    }
  }
}
