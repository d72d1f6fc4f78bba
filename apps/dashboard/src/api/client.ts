import { createClient as createSocket, type Client as Socket } from 'graphql-ws';
import {
  cacheExchange,
  Client,
  type CombinedError,
  fetchExchange,
  mapExchange,
  subscriptionExchange,
} from 'urql';
import { problemOf } from './problem';

export interface ApiOptions {
  /** Where the dashboard was served from, such as `http://127.0.0.1:4000`. */
  readonly origin: string;
  readonly token: string;
  /** Called when the server does not know the token. */
  readonly onRefused: () => void;
  /** Whether live updates are flowing. */
  readonly onLive: (live: boolean) => void;
}

export interface Api {
  readonly client: Client;
  readonly close: () => void;
}

/** Close code of graphql-ws for a connection whose token is refused. */
const forbidden = 4403;

/** HTTP for queries and mutations, one WebSocket for subscriptions that comes back by itself. */
export function createApi({ origin, token, onRefused, onLive }: ApiOptions): Api {
  const authorization = `Bearer ${token}`;
  const socket = createSocket({
    url: `${origin.replace(/^http/, 'ws')}/graphql`,
    connectionParams: { authorization },
    lazy: true,
    retryAttempts: Infinity,
    // The first snapshot after a reconnect holds what was missed, so trying again is always safe.
    shouldRetry: (event) => !(event instanceof CloseEvent && event.code === forbidden),
    retryWait: async (retries) => {
      await new Promise((resolve) => setTimeout(resolve, Math.min(250 * 2 ** retries, 5_000)));
    },
    on: {
      connected: () => {
        onLive(true);
      },
      closed: (event) => {
        if (event instanceof CloseEvent && event.code === forbidden) onRefused();
        else onLive(event instanceof CloseEvent && event.wasClean);
      },
    },
  });
  const watchForRefusal = mapExchange({
    onError: (error: CombinedError) => {
      if (problemOf(error).code === 'UNAUTHENTICATED') onRefused();
    },
  });
  const client = new Client({
    url: `${origin}/graphql`,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    fetchOptions: { headers: { authorization } },
    exchanges: [watchForRefusal, cacheExchange, fetchExchange, subscribeThrough(socket)],
  });
  return { client, close: () => void socket.dispose() };
}

function subscribeThrough(socket: Socket) {
  return subscriptionExchange({
    forwardSubscription: ({ query, variables }) => ({
      subscribe: (sink) => ({
        unsubscribe: socket.subscribe(
          { query: query ?? '', variables: variables ?? {} },
          {
            next: ({ data = null, errors }) => {
              sink.next(errors === undefined ? { data } : { data, errors });
            },
            error: (error) => {
              sink.error(error);
            },
            complete: () => {
              sink.complete();
            },
          },
        ),
      }),
    }),
  });
}
