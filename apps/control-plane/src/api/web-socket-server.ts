import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '@flotilla/server-kit';
import { type FormattedExecutionResult, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { CloseCode, type Disposable, type ExecutionResult } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { AccessService } from '../access/access.service';
import type { ApiContext } from '../access/api-context';
import { formatGraphqlError } from './graphql-errors';
import { assertAffordable, maximumTokens } from './query-cost';

/** A subscription's query and variables; far more than any of ours. */
const maximumMessageBytes = 65_536;

export interface WebSocketOptions {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  readonly access: AccessService;
  readonly logger: Logger;
}

/** GraphQL over WebSocket (graphql-ws) at `/graphql`: authenticated when it opens, with the same limits as HTTP. */
export function serveWebSocket({ server, schema, access, logger }: WebSocketOptions): Disposable {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  server.on('upgrade', (request, socket: Socket, head) => {
    if (request.url?.split('?')[0] !== '/graphql') {
      socket.destroy();
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request);
    });
  });
  return useServer<
    Record<string, unknown>,
    Extra & Record<PropertyKey, unknown> & Partial<ApiContext>
  >(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onConnect: async (context) => {
        try {
          const caller = await access.authenticate(context.connectionParams?.['authorization']);
          Object.assign(context.extra, caller);
          return true;
        } catch (error) {
          logger.debug({ error: String(error) }, 'refused a WebSocket');
          context.extra.socket.close(CloseCode.Forbidden, 'Forbidden');
          return false;
        }
      },
      context: ({ extra }) => ({ organisationId: extra.organisationId }),
      onSubscribe: (_, __, { query, variables }) => refusalOf(query, variables, logger),
      onError: (_, __, ___, errors) => errors.map((error) => formatGraphqlError(error, logger)),
      onNext: (_, __, ___, ____, result) => formatResult(result, logger),
    },
    sockets,
  );
}

function formatResult(
  { data, errors, extensions }: ExecutionResult,
  logger: Logger,
): FormattedExecutionResult {
  return {
    ...(data === undefined ? {} : { data }),
    ...(extensions === undefined ? {} : { extensions }),
    ...(errors === undefined
      ? {}
      : { errors: errors.map((error) => formatGraphqlError(error, logger)) }),
  };
}

function refusalOf(
  query: string,
  variables: Record<string, unknown> | null | undefined,
  logger: Logger,
): readonly GraphQLError[] | undefined {
  try {
    assertAffordable(parse(query, { maxLexicalTokens: maximumTokens }), variables ?? {});
    return undefined;
  } catch (error) {
    const { message, extensions } = formatGraphqlError(error, logger);
    return [new GraphQLError(message, { extensions: { ...extensions } })];
  }
}
