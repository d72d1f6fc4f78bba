import type { ServerResponse } from 'node:http';
import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { Logger } from '@flotilla/server-kit';
import { problemOf } from './problem';

/** Answers every failure with `{ code, message }`; what is not a known failure is logged and not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<ServerResponse>();
    if (response.headersSent) {
      // The reader sees a cut transfer, and resumes it.
      this.logger.debug({ err: error }, 'http transfer cut');
      response.destroy();
      return;
    }
    const { status, code, message } = problemOf(error);
    if (status === 500) this.logger.error({ err: error }, 'http request failed');
    if (status === 401) response.setHeader('www-authenticate', 'Bearer');
    if (status === 429 || status === 503) response.setHeader('retry-after', '5');
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ code, message }));
  }
}
