import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '@flotilla/server-kit';
import type { FormattedExecutionResult, GraphQLSchema } from 'graphql';
import { CloseCode, type Disposable, type ExecutionResult } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import type { AccessService, Caller } from '../access/access.service';
import { RepeatedTask } from '../repeated-task';
import { formatGraphqlError } from './graphql-errors';
import { SocketsByToken } from './sockets-by-token';
import { operationOf } from './web-socket-operation';

/** A subscription's query and variables; far more than any of ours. */
const maximumMessageBytes = 65_536;

export interface WebSocketOptions {
  readonly server: Server;
  readonly schema: GraphQLSchema;
  readonly access: AccessService;
  readonly logger: Logger;
  /** How often it is looked whether the tokens of open sockets still hold. */
  readonly revocationCheckMs: number;
}

/** GraphQL over WebSocket (graphql-ws) at `/graphql`: authenticated when it opens, with the same limits as HTTP. */
export function serveWebSocket(options: WebSocketOptions): Disposable {
  const { server, schema, access, logger } = options;
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
  const open = new SocketsByToken();
  const served = useServer<
    Record<string, unknown>,
    Extra & Record<PropertyKey, unknown> & Partial<Caller>
  >(
    {
      schema,
      connectionInitWaitTimeout: 10_000,
      onConnect: async ({ connectionParams, extra }) => {
        try {
          const caller = await access.authenticate(connectionParams?.['authorization']);
          Object.assign(extra, caller);
          return open.admit(caller.tokenId, extra.socket);
        } catch (error) {
          logger.debug({ error: String(error) }, 'refused a WebSocket');
          extra.socket.close(CloseCode.Forbidden, 'Forbidden');
          return false;
        }
      },
      context: ({ extra }) => ({ organisationId: extra.organisationId }),
      onSubscribe: ({ subscriptions }, _, payload) =>
        operationOf(schema, payload, Object.keys(subscriptions).length),
      onError: (_, __, ___, errors) => errors.map((error) => formatGraphqlError(error, logger)),
      onNext: (_, __, ___, ____, result) => formatResult(result, logger),
    },
    sockets,
  );
  const revocations = new RepeatedTask(
    'closing the WebSockets of revoked tokens',
    options.revocationCheckMs,
    logger,
    async () => {
      for (const tokenId of await access.revokedAmong(open.tokenIds)) open.close(tokenId);
    },
  );
  revocations.start();
  return {
    dispose: async () => {
      await revocations.stop();
      await served.dispose();
    },
  };
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
