import type { Subscription } from '../bus';
import { DeliveryQueue } from './delivery-queue';
import { Member } from './member';
import type { Retry } from './retry';
import type { TimeSlice } from './time-slice';

interface Group<T> {
  readonly queue: DeliveryQueue<T>;
  readonly members: Set<Member<T>>;
}

export interface ChannelOptions {
  readonly capacity: number;
  readonly waitMs: number;
}

/** All subscribers of one subject. A subscriber without a group is a group of its own. */
export class Channel<T> {
  private readonly groups = new Map<string | symbol, Group<T>>();

  constructor(
    private readonly options: ChannelOptions,
    private readonly retry: Retry<T>,
    private readonly copy: (message: T) => T,
    private readonly slice: TimeSlice,
  ) {}

  /** Resolves when every group has taken the message into its queue. */
  async publish(message: T): Promise<void> {
    const copies = [...this.groups.values()].map((group) => group.queue.put(this.copy(message)));
    await Promise.all(copies);
  }

  subscribe(handler: (message: T) => Promise<void>, groupName: string | undefined): Subscription {
    const key = groupName ?? Symbol('alone');
    const group = this.groups.get(key) ?? this.createGroup();
    this.groups.set(key, group);
    const member = new Member(group.queue, handler, this.retry, this.slice);
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

  async close(): Promise<void> {
    const members = [...this.groups.values()].flatMap((group) => [...group.members]);
    this.groups.clear();
    await Promise.all(members.map((member) => member.close()));
  }

  private createGroup(): Group<T> {
    return {
      queue: new DeliveryQueue<T>(this.options.capacity, this.options.waitMs),
      members: new Set(),
    };
  }
}
