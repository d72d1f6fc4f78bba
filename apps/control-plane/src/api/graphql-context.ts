import type { Request } from 'express';
import { GraphQLError } from 'graphql';
import type { AccessService } from '../access/access.service';
import type { ApiContext } from '../access/api-context';
import { exposedError } from './error-table';

/** Authenticates a call over HTTP before anything of its query is looked at, introspection included. */
export async function contextOfRequest(
  access: AccessService,
  request: Request,
): Promise<ApiContext> {
  return withHttpStatus(() => access.authenticate(request.headers.authorization));
}

/** Errors that are raised before an operation runs, in the form from which Apollo takes the response's status. */
export async function withHttpStatus<Result>(
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const exposed = exposedError(error);
    if (exposed === null) throw error;
    const { error: known, httpStatus } = exposed;
    throw new GraphQLError(known.message, {
      originalError: known,
      extensions: { code: known.code, http: { status: httpStatus } },
    });
  }
}
