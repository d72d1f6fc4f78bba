import type { ApolloServerPlugin, GraphQLRequestListener } from '@apollo/server';
import { Plugin } from '@nestjs/apollo';
import type { ApiContext } from '../access/api-context';
import { assertAffordable } from './query-cost';

/** Refuses costly queries over HTTP before their first resolver runs. */
@Plugin()
export class CostLimitPlugin implements ApolloServerPlugin<ApiContext> {
  async requestDidStart(): Promise<GraphQLRequestListener<ApiContext>> {
    return Promise.resolve({
      didResolveOperation: ({ document, request }) => {
        assertAffordable(document, request.variables ?? {});
        return Promise.resolve();
      },
    });
  }
}
