import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Bus, SubscribeOptions, Subscription } from '../bus';
import type { BusLogger, DeadLetter } from '../dead-letter';
import { busError } from '../errors';
import { copyPayload } from '../payload';
import type { Events, Requests } from '../subjects';
import { Channel } from './channel';
import { Responders } from './responders';
import { type Attempt, createAttempt } from './retry';
import { TimeSlice } from './time-slice';

export interface InProcessBusOptions {
  readonly logger?: BusLogger;
  /** Told of each message that is given up. The bus is a hint: whoever cares derives it again from the database. */
  readonly onDeadLetter?: (letter: DeadLetter) => void;
  /** Tries of one message in all. Default 8: with the default pauses, 3 s on average. */
  readonly attempts?: number;
  /** Pause before the first retry; doubles at each. Default 50. */
  readonly retryBaseMs?: number;
  /** Default 5,000. */
  readonly retryMaximumMs?: number;
  /** Messages that may wait for one group before publishers are held back. Default 10,000. */
  readonly queueCapacity?: number;
  /** Of these, messages about one device, job or row. Default 1,000. */
  readonly laneCapacity?: number;
  /** How long a publisher is held back before it gets `OVERLOADED`. Default 10,000. */
  readonly publishTimeoutMs?: number;
  /** How long a request waits for its answer. Default 5,000. */
  readonly requestTimeoutMs?: number;
  /** How long `close` lets handlers finish what is queued. Default 5,000. */
  readonly drainTimeoutMs?: number;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
}

/** The bus within one process: what standalone and tests run on. Messages live in memory only. */
export function createInProcessBus(options: InProcessBusOptions = {}): Bus {
  return new InProcessBus(options);
}

/** Short of the 50 ms that nothing may block the event loop for, by far. */
const sliceMs = 4;

interface AnyMessage {
  readonly subject: string;
  readonly event: unknown;
  readonly lane: string;
}

class InProcessBus implements Bus {
  private readonly channels = new Map<string, Channel<AnyMessage>>();
  private readonly responders = new Responders();
  private readonly draining = new AbortController();
  private readonly attempt: Attempt<AnyMessage>;
  private readonly slice = new TimeSlice(sliceMs);
  private closing: Promise<void> | undefined;
  private closed = false;

  constructor(private readonly options: InProcessBusOptions) {
    const policy = {
      attempts: options.attempts ?? 8,
      baseMs: options.retryBaseMs ?? 50,
      maximumMs: options.retryMaximumMs ?? 5_000,
      random: options.random ?? Math.random,
    };
    const listener = {
      onFailure: ({ subject }: AnyMessage, error: unknown, attempt: number) =>
        options.logger?.warn({ subject, attempt, err: error }, 'bus handler failed'),
      onGivenUp: ({ subject, event }: AnyMessage, error: unknown) => {
        options.logger?.error({ subject, err: error }, 'bus message given up');
        options.onDeadLetter?.({ subject, message: event, error });
      },
    };
    this.attempt = createAttempt(policy, listener, this.draining.signal);
  }

  async publish<S extends keyof Events>(subject: S, event: Events[S]): Promise<void> {
    this.refuseWhenClosed(subject);
    await this.channels.get(subject)?.publish({ subject, event, lane: laneOf(event) });
  }

  subscribe<S extends keyof Events>(
    subject: S,
    handler: (event: Events[S]) => Promise<void>,
    options: SubscribeOptions = {},
  ): Promise<Subscription> {
    // The map keeps the pairing of subject and event type, which TypeScript cannot express for its values.
    const deliver = async ({ event }: AnyMessage): Promise<void> => handler(event as Events[S]);
    return this.whenOpen(subject, () => {
      const channel = this.channels.get(subject) ?? this.createChannel();
      this.channels.set(subject, channel);
      return channel.subscribe(deliver, options.group);
    });
  }

  async request<S extends keyof Requests>(
    subject: S,
    request: Requests[S]['request'],
    options: { readonly timeoutMs?: number } = {},
  ): Promise<Requests[S]['response']> {
    this.refuseWhenClosed(subject);
    const timeoutMs = options.timeoutMs ?? this.options.requestTimeoutMs ?? 5_000;
    const answer = await this.responders.ask(subject, request, timeoutMs);
    return answer as Requests[S]['response'];
  }

  respond<S extends keyof Requests>(
    subject: S,
    handler: (request: Requests[S]['request']) => Promise<Requests[S]['response']>,
  ): Promise<Subscription> {
    const answer = (request: unknown): Promise<unknown> =>
      handler(request as Requests[S]['request']);
    return this.whenOpen(subject, () => {
      this.responders.add(subject, answer);
      return { close: () => this.responders.remove(subject, answer) };
    });
  }

  close(): Promise<void> {
    this.closing ??= this.drain();
    return this.closing;
  }

  /** Lets handlers finish what is queued, and what they publish meanwhile. */
  private async drain(): Promise<void> {
    this.draining.abort();
    for (const channel of this.channels.values()) channel.hurry();
    const deadline = performance.now() + (this.options.drainTimeoutMs ?? 5_000);
    await nextTurn();
    while (!this.idle() && performance.now() < deadline) await delay(2);
    this.closed = true;
    const left = Promise.all([...this.channels.values()].map((channel) => channel.close()));
    const remainingMs = Math.max(0, deadline - performance.now());
    await Promise.race([
      Promise.all([left, this.responders.settled()]),
      delay(remainingMs, undefined, { ref: false }),
    ]);
  }

  private idle(): boolean {
    return [...this.channels.values()].every((channel) => channel.idle);
  }

  private createChannel(): Channel<AnyMessage> {
    const {
      queueCapacity = 10_000,
      laneCapacity = 1_000,
      publishTimeoutMs = 10_000,
    } = this.options;
    return new Channel<AnyMessage>(
      {
        capacity: queueCapacity,
        laneCapacity,
        waitMs: publishTimeoutMs,
        laneOf: ({ lane }) => lane,
      },
      this.attempt,
      copyPayload,
      this.slice,
    );
  }

  private whenOpen<T>(subject: string, act: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.refuseWhenClosed(subject);
      resolve(act());
    });
  }

  private refuseWhenClosed(subject: string): void {
    if (this.closed) {
      throw busError('CLOSED', `'${subject}' cannot travel: the bus is closed`);
    }
  }
}

/** What an event is about: every event names a device, a job or a row. */
function laneOf(event: Events[keyof Events]): string {
  const { organisationId } = event;
  if ('deviceId' in event) return `${organisationId}/${event.deviceId}`;
  return `${organisationId}/${'jobId' in event ? event.jobId : event.id}`;
}
