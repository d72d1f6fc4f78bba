import type { Events, Requests } from './subjects';

export interface Subscription {
  /** Stops delivery; resolves when handlers under way are done. Idempotent. */
  close(): Promise<void>;
}

export interface SubscribeOptions {
  /** Subscribers of one group share the messages (a work queue); without it, each subscriber gets every message. */
  readonly group?: string;
}

/**
 * The typed bus between the servers. At least once: a handler that throws is called again with backoff. Messages about
 * one device, job or row keep their order and wait for each other; those about others wait for nothing but their turn.
 * Hints only: whoever publishes must be able to derive the message again from the database.
 */
export interface Bus {
  publish<S extends keyof Events>(subject: S, event: Events[S]): Promise<void>;
  subscribe<S extends keyof Events>(
    subject: S,
    handler: (event: Events[S]) => Promise<void>,
    options?: SubscribeOptions,
  ): Promise<Subscription>;
  /** @throws CodedError `NO_RESPONDER` or `TIMEOUT` */
  request<S extends keyof Requests>(
    subject: S,
    request: Requests[S]['request'],
    options?: { readonly timeoutMs?: number },
  ): Promise<Requests[S]['response']>;
  respond<S extends keyof Requests>(
    subject: S,
    handler: (request: Requests[S]['request']) => Promise<Requests[S]['response']>,
  ): Promise<Subscription>;
  close(): Promise<void>;
}
