/**
 * How many lanes may be held at once. A few messages may be at fault; where so many are, the handler is (its database is
 * away), and trying all others would only give them up too.
 */
const maximumHeld = 32;

/**
 * Messages by what they are about. Within a lane they keep their order; lanes are served in turn, so that whoever sends
 * much waits behind itself. A lane can be held while the others go on.
 */
export class Lanes<T> {
  /** In the order of their turns. */
  private readonly ready = new Map<string, T[]>();
  private readonly held = new Map<string, T[]>();
  private count = 0;

  constructor(private readonly laneOf: (item: T) => string) {}

  get size(): number {
    return this.count;
  }

  /** How many wait in the item's lane. */
  sizeOfLane(item: T): number {
    return this.lane(this.laneOf(item))?.length ?? 0;
  }

  add(item: T): void {
    const name = this.laneOf(item);
    const lane = this.lane(name);
    if (lane) lane.push(item);
    else this.ready.set(name, [item]);
    this.count++;
  }

  /** Puts the item before the others of its lane, which is not served until `release`. */
  hold(item: T): void {
    const name = this.laneOf(item);
    this.held.set(name, [item, ...(this.lane(name) ?? [])]);
    this.ready.delete(name);
    this.count++;
  }

  /** Serves the item's lane again. */
  release(item: T): void {
    this.releaseLane(this.laneOf(item));
  }

  releaseAll(): void {
    for (const name of [...this.held.keys()]) this.releaseLane(name);
  }

  /** The first of the lane whose turn it is; undefined when none can be served now. */
  next(): T | undefined {
    const [first] = this.ready;
    if (first === undefined || this.held.size >= maximumHeld) return undefined;
    const [name, lane] = first;
    const item = lane.shift();
    this.ready.delete(name);
    if (lane.length > 0) this.ready.set(name, lane);
    this.count--;
    return item;
  }

  private lane(name: string): T[] | undefined {
    return this.held.get(name) ?? this.ready.get(name);
  }

  private releaseLane(name: string): void {
    const lane = this.held.get(name);
    this.held.delete(name);
    if (lane) this.ready.set(name, lane);
  }
}
