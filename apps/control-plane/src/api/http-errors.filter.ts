import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
} from '@nestjs/common';
import type { Logger } from '@flotilla/server-kit';
import type { Response } from 'express';
import { LOGGER } from '../injection/tokens';
import { publicError } from './error-formatter';
import type { KnownErrorCode } from './error-table';

/** Errors of the plain HTTP routes in the same form as the API's: `{ "error": { "code", "message" } }`. */
@Catch()
export class HttpErrorsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    // Resolvers' errors are GraphQL's to form.
    if (host.getType<string>() === 'graphql') throw error;
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const status = error instanceof HttpException ? error.getStatus() : statusOfBodyError(error);
    if (status !== null) {
      const code = codeOfStatus[status] ?? 'INVALID_INPUT';
      response.status(status).json({ error: { code, message: (error as Error).message } });
      return;
    }
    const { code, message, httpStatus } = publicError(error, this.logger);
    response.status(httpStatus).json({ error: { code, message } });
  }
}

const codeOfStatus: Readonly<Record<number, KnownErrorCode>> = {
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
};

/** Express marks what its body parser found wrong with a request, and may be told, this way. */
function statusOfBodyError(error: unknown): number | null {
  if (!(error instanceof Error) || !('status' in error) || !('expose' in error)) return null;
  return error.expose === true && typeof error.status === 'number' ? error.status : null;
}
