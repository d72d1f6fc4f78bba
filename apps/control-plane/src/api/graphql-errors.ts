import { unwrapResolverError } from '@apollo/server/errors';
import { isCodedError } from '@flotilla/foundation';
import type { Logger } from '@flotilla/server-kit';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { publicError } from './error-formatter';

/** Errors that GraphQL itself raises about the query carry these; what they say is about the query alone. */
const queryErrorCodes = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
  'BAD_REQUEST',
  'OPERATION_RESOLUTION_FAILURE',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
]);

/** The one place where an error of the API gets its form. */
export function formatGraphqlError(error: unknown, logger: Logger): GraphQLFormattedError {
  const cause = unwrapResolverError(error);
  const place =
    error instanceof GraphQLError ? { locations: error.locations, path: error.path } : {};
  // What a plugin or the context throws comes wrapped, like what is wrong with a query; only the former is ours.
  const own = cause instanceof GraphQLError ? cause.originalError : cause;
  if (cause instanceof GraphQLError && !isCodedError(own)) {
    const { code = 'GRAPHQL_VALIDATION_FAILED' } = cause.extensions;
    if (typeof code === 'string' && queryErrorCodes.has(code))
      return compact({ message: cause.message, ...place, extensions: { code } });
  }
  const { code, message, details } = publicError(own ?? cause, logger);
  return compact({ message, ...place, extensions: { code, ...details } });
}

function compact({
  locations,
  path,
  ...rest
}: {
  message: string;
  extensions: Record<string, unknown>;
  locations?: GraphQLError['locations'];
  path?: GraphQLError['path'];
}): GraphQLFormattedError {
  return {
    ...rest,
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
  };
}
