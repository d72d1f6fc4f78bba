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
  try {
    return await access.authenticate(request.headers.authorization);
  } catch (error) {
    const exposed = exposedError(error);
    if (exposed === null) throw error;
    const { error: known, httpStatus } = exposed;
    // Apollo takes the status of the response from here.
    throw new GraphQLError(known.message, {
      originalError: known,
      extensions: { code: known.code, http: { status: httpStatus } },
    });
  }
}
