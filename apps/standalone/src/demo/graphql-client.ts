import { setTimeout as sleep } from 'node:timers/promises';
import { CodedError, isCodedError } from '@flotilla/foundation';

interface GraphqlResponse<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** Faults of the moment (a database that is starting again); everything the demo asks for may be asked twice. */
const passing = new Set(['UNREACHABLE', 'UNAVAILABLE', 'INTERNAL']);

export interface GraphqlClient {
  /** @throws CodedError with the API's own code, or `UNREACHABLE` */
  send<Data>(document: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Streams a file to the artifact store. */
  upload(bytes: Uint8Array): Promise<string>;
}

export function createGraphqlClient(
  apiUrl: string,
  token: string,
  { patienceMs = 30_000 } = {},
): GraphqlClient {
  const post = async (path: string, contentType: string, body: string | Blob): Promise<unknown> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': contentType },
      body,
    }).catch((cause: unknown) => {
      throw new CodedError('UNREACHABLE', `no answer from ${apiUrl}${path}`, { cause });
    });
    if (response.status >= 500)
      throw new CodedError('UNAVAILABLE', `${path} answered ${response.status}`);
    return response.json();
  };

  const patiently = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    const deadlineMs = Date.now() + patienceMs;
    for (;;) {
      try {
        return await act();
      } catch (error) {
        const passes = isCodedError(error) && passing.has(error.code);
        if (!passes || Date.now() > deadlineMs) throw error;
        await sleep(500);
      }
    }
  };

  return {
    send: <Data>(document: string, variables: Record<string, unknown> = {}) =>
      patiently(async () => {
        const body = JSON.stringify({ query: document, variables });
        const { data, errors } = (await post(
          '/graphql',
          'application/json',
          body,
        )) as GraphqlResponse<Data>;
        const [first] = errors ?? [];
        if (first) throw new CodedError(first.extensions?.code ?? 'INTERNAL', first.message);
        if (!data) throw new CodedError('INTERNAL', 'the answer holds no data');
        return data;
      }),
    upload: (bytes) =>
      patiently(async () => {
        const answer = await post(
          '/v1/artifacts',
          'application/octet-stream',
          new Blob([new Uint8Array(bytes)]),
        );
        return (answer as { digest: string }).digest;
      }),
  };
}
