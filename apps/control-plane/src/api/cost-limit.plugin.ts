import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import type { ApiContext } from '../access/api-context';
import { withHttpStatus } from './graphql-context';
import { assertAffordable } from './query-cost';

/** Refuses costly queries over HTTP before their first resolver runs. */
@Plugin()
export class CostLimitPlugin implements ApolloServerPlugin<ApiContext> {
  async requestDidStart(): Promise<GraphQLRequestListener<ApiContext>> {
    return Promise.resolve({
      didResolveOperation: async ({ schema, document, operation, request }) =>
        withHttpStatus(() => {
          const { variables = {} } = request;
          assertAffordable({ schema, document, operation, variables });
        }),
    });
  }
}
