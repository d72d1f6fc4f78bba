import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo';
import type { Logger } from '@flotilla/server-kit';
import type { Request } from 'express';
import type { AccessService } from '../access/access.service';
import { registerEnums } from './api-enums';
import { contextOfRequest } from './graphql-context';
import { formatGraphqlError } from './graphql-errors';
import { maximumTokens } from './query-cost';

/** Apollo's settings: authenticated, bounded, and telling no more than it must. */
export function graphqlOptions(access: AccessService, logger: Logger): ApolloDriverConfig {
  registerEnums();
  return {
    driver: ApolloDriver,
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    // The landing page and GraphiQL load scripts from elsewhere.
    playground: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    hideSchemaDetailsFromClientErrors: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: maximumTokens },
    context: ({ req }: { req: Request }) => contextOfRequest(access, req),
    formatError: (_, error) => formatGraphqlError(error, logger),
  };
}
