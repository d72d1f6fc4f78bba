import type { Subscription } from '../bus';
import { DeliveryQueue } from './delivery-queue';
import { Member } from './member';
import type { Attempt, Delivery } from './retry';
import type { TimeSlice } from './time-slice';

interface Group<T> {
  readonly queue: DeliveryQueue<Delivery<T>>;
  readonly members: Set<Member<T>>;
}

export interface ChannelOptions<T> {
  readonly capacity: number;
  readonly laneCapacity: number;
  readonly waitMs: number;
  /** What the message is about. Messages about one thing keep their order; about others they wait for nothing. */
  readonly laneOf: (message: T) => string;
}

/** All subscribers of one subject. A subscriber without a group is a group of its own. */
export class Channel<T> {
  private readonly groups = new Map<string | symbol, Group<T>>();

  constructor(
    private readonly options: ChannelOptions<T>,
    private readonly attempt: Attempt<T>,
    private readonly copy: (message: T) => T,
    private readonly slice: TimeSlice,
  ) {}

  /** Resolves when every group has taken the message into its queue. */
  async publish(message: T): Promise<void> {
    const copies = [...this.groups.values()].map((group) =>
      group.queue.put({ message: this.copy(message), failures: 0 }),
    );
    await Promise.all(copies);
  }

  subscribe(handler: (message: T) => Promise<void>, groupName: string | undefined): Subscription {
    const key = groupName ?? Symbol('alone');
    const group = this.groups.get(key) ?? this.createGroup();
    this.groups.set(key, group);
    const member = new Member(group.queue, handler, this.attempt, this.slice);
    group.members.add(member);
    return {
      close: async () => {
        group.members.delete(member);
        if (group.members.size === 0 && this.groups.get(key) === group) this.groups.delete(key);
        await member.close();
      },
    };
  }

  get idle(): boolean {
    return [...this.groups.values()].every(
      ({ queue, members }) => queue.size === 0 && [...members].every((member) => member.idle),
    );
  }

  /** What waits for another try is tried now. */
  hurry(): void {
    for (const { queue } of this.groups.values()) queue.releaseAll();
  }

  async close(): Promise<void> {
    const members = [...this.groups.values()].flatMap((group) => [...group.members]);
    this.groups.clear();
    await Promise.all(members.map((member) => member.close()));
  }

  private createGroup(): Group<T> {
    return {
      queue: new DeliveryQueue({
        ...this.options,
        laneOf: ({ message }: Delivery<T>) => this.options.laneOf(message),
      }),
      members: new Set(),
    };
  }
}
