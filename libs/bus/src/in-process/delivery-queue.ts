import { busError } from '../errors';
import { Lanes } from './lanes';

export interface DeliveryQueueOptions<T> {
  /** Messages that may wait in all. */
  readonly capacity: number;
  /** Messages that may wait in one lane, so that one device's cannot take all the room. */
  readonly laneCapacity: number;
  /** How long a publisher waits for room. */
  readonly waitMs: number;
  readonly laneOf: (item: T) => string;
}

interface WaitingPublisher<T> {
  readonly item: T;
  readonly admit: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Lanes with a bound: publishers wait for room (back-pressure), takers wait for messages. Waiting takers are served in
 * turn, which makes several takers of one queue share its messages evenly.
 */
export class DeliveryQueue<T> {
  private readonly lanes: Lanes<T>;
  private readonly takers: ((item: T) => void)[] = [];
  private readonly publishers: WaitingPublisher<T>[] = [];
  private readonly pauses = new Set<NodeJS.Timeout>();

  constructor(private readonly options: DeliveryQueueOptions<T>) {
    this.lanes = new Lanes(options.laneOf);
  }

  get size(): number {
    return this.lanes.size + this.publishers.length;
  }

  /** @throws CodedError `OVERLOADED` when there was no room for too long */
  put(item: T): Promise<void> {
    if (this.hasRoom(item)) {
      this.admit(item);
      return Promise.resolve();
    }
    const { waitMs } = this.options;
    return new Promise((resolve, reject) => {
      const waiting: WaitingPublisher<T> = {
        item,
        admit: () => {
          clearTimeout(waiting.timer);
          this.lanes.add(item);
          resolve();
        },
        timer: setTimeout(() => {
          this.publishers.splice(this.publishers.indexOf(waiting), 1);
          reject(
            busError(
              'OVERLOADED',
              `the message was not taken: there was no room for ${waitMs} ms; try again later`,
            ),
          );
        }, waitMs),
      };
      this.publishers.push(waiting);
    });
  }

  /** Back to the front of its lane, which rests until the pause is over. Never waits for room. */
  putBack(item: T, pauseMs: number): void {
    this.lanes.hold(item);
    const pause = setTimeout(() => {
      this.pauses.delete(pause);
      this.lanes.release(item);
      this.serve();
    }, pauseMs);
    this.pauses.add(pause);
  }

  /** Ends every pause. */
  releaseAll(): void {
    for (const pause of this.pauses) clearTimeout(pause);
    this.pauses.clear();
    this.lanes.releaseAll();
    this.serve();
  }

  /** The next message; undefined once `signal` is aborted. */
  take(signal: AbortSignal): Promise<T | undefined> {
    if (signal.aborted) return Promise.resolve(undefined);
    const item = this.next();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve) => {
      const stop = (): void => {
        this.takers.splice(this.takers.indexOf(taker), 1);
        resolve(undefined);
      };
      const taker = (next: T): void => {
        signal.removeEventListener('abort', stop);
        resolve(next);
      };
      signal.addEventListener('abort', stop, { once: true });
      this.takers.push(taker);
    });
  }

  private hasRoom(item: T): boolean {
    const { capacity, laneCapacity } = this.options;
    return this.lanes.size < capacity && this.lanes.sizeOfLane(item) < laneCapacity;
  }

  private admit(item: T): void {
    this.lanes.add(item);
    this.serve();
  }

  private serve(): void {
    for (let [taker] = this.takers; taker; [taker] = this.takers) {
      const item = this.next();
      if (item === undefined) return;
      this.takers.shift();
      taker(item);
    }
  }

  private next(): T | undefined {
    const item = this.lanes.next();
    if (item === undefined) return undefined;
    const index = this.publishers.findIndex((waiting) => this.hasRoom(waiting.item));
    if (index >= 0) this.publishers.splice(index, 1)[0]?.admit();
    return item;
  }
}
