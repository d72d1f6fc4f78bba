import { busError } from '../errors';

interface WaitingPublisher {
  readonly admit: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * First in, first out, with a bound: publishers wait for room (back-pressure), takers wait for messages. Waiting takers
 * are served in turn, which makes several takers of one queue share its messages evenly.
 */
export class DeliveryQueue<T> {
  private readonly items: T[] = [];
  private readonly takers: ((item: T) => void)[] = [];
  private readonly publishers: WaitingPublisher[] = [];

  constructor(
    private readonly capacity: number,
    private readonly waitMs: number,
  ) {}

  get size(): number {
    return this.items.length + this.publishers.length;
  }

  /** @throws CodedError `OVERLOADED` when there was no room for too long */
  put(item: T): Promise<void> {
    if (this.items.length < this.capacity) {
      this.admit(item);
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const waiting: WaitingPublisher = {
        admit: () => {
          clearTimeout(waiting.timer);
          this.admit(item);
          resolve();
        },
        timer: setTimeout(() => {
          this.publishers.splice(this.publishers.indexOf(waiting), 1);
          reject(
            busError(
              'OVERLOADED',
              `the message was not taken: ${this.capacity} messages have been waiting for ${this.waitMs} ms; try again later`,
            ),
          );
        }, this.waitMs),
      };
      this.publishers.push(waiting);
    });
  }

  /** Back to the front, for a message whose taker left before it was done. Never waits. */
  putBack(item: T): void {
    const taker = this.takers.shift();
    if (taker) taker(item);
    else this.items.unshift(item);
  }

  /** The next message; undefined once `signal` is aborted. */
  take(signal: AbortSignal): Promise<T | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    if (this.items.length > 0) {
      const item = this.items.shift();
      this.publishers.shift()?.admit();
      return Promise.resolve(item);
    }
    return new Promise((resolve) => {
      const stop = (): void => {
        this.takers.splice(this.takers.indexOf(taker), 1);
        resolve(undefined);
      };
      const taker = (item: T): void => {
        signal.removeEventListener('abort', stop);
        resolve(item);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.takers.push(taker);
    });
  }

  private admit(item: T): void {
    const taker = this.takers.shift();
    if (taker) taker(item);
    else this.items.push(item);
  }
}
