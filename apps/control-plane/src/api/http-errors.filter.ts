import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Inject,
} from '@nestjs/common';
import type { Logger } from '@flotilla/server-kit';
import type { Response } from 'express';
import { LOGGER } from '../platform/tokens';
import { publicError } from './error-formatter';

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
    if (error instanceof HttpException) {
      const code = error.getStatus() === 404 ? 'NOT_FOUND' : 'INVALID_INPUT';
      response.status(error.getStatus()).json({ error: { code, message: error.message } });
      return;
    }
    const { code, message, httpStatus } = publicError(error, this.logger);
    response.status(httpStatus).json({ error: { code, message } });
  }
}
