import {
  type ExecutionArgs,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import { ApiError } from '../errors';
import { assertAffordable, maximumTokens } from './query-cost';

/** Operations under way at the same time on one socket; the dashboard has one or two. */
export const maximumSubscriptions = 50;

/**
 * What is to be executed for a message `subscribe`, checked like a query over HTTP.
 * @param underWay operations of the socket, this one included
 * @returns the errors if it is refused
 */
export function operationOf(
  schema: GraphQLSchema,
  { query, variables, operationName }: SubscribePayload,
  underWay: number,
): ExecutionArgs | readonly GraphQLError[] {
  try {
    if (underWay > maximumSubscriptions)
      throw new ApiError(
        'TOO_MANY_SUBSCRIPTIONS',
        `this connection has ${maximumSubscriptions} operations under way; end one first`,
      );
    const document = parse(query, { maxLexicalTokens: maximumTokens });
    const errors = validate(schema, document);
    if (errors.length > 0) return errors;
    const operation = getOperationAST(document, operationName);
    assertAffordable({ schema, document, operation, variables: variables ?? {} });
    return { schema, document, variableValues: variables, operationName };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    return [new GraphQLError((error as Error).message, { originalError: error as Error })];
  }
}
