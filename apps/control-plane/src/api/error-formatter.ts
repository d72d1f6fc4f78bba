import { randomUUID } from 'node:crypto';
import { isRefusedText, isTransient } from '@flotilla/database';
import type { Logger } from '@flotilla/server-kit';
import { ZodError } from 'zod';
import { ApiError } from '../errors';
import { exposedError } from './error-table';

export interface PublicError {
  readonly code: string;
  readonly message: string;
  readonly httpStatus: number;
  /** What a caller may want beside the words: the faulty fields, the id under which the log knows more. */
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * What callers are told of an error, over GraphQL and HTTP alike. Anything that is not known to be fit for them is
 * logged under an id, and only the id goes out.
 */
export function publicError(error: unknown, logger: Logger): PublicError {
  if (error instanceof ZodError) return invalidInput(error);
  const exposed = exposedError(error);
  if (exposed !== null) {
    const { code, message } = exposed.error;
    return { code, message, httpStatus: exposed.httpStatus, details: {} };
  }
  if (isRefusedText(error)) {
    const { code, message } = new ApiError(
      'INVALID_INPUT',
      'text must not contain a NUL character',
    );
    return { code, message, httpStatus: 400, details: {} };
  }
  if (isTransient(error)) {
    logger.warn({ error: describe(error) }, 'the database is away');
    const { code, message } = new ApiError('UNAVAILABLE', 'the database is away; try again soon');
    return { code, message, httpStatus: 503, details: {} };
  }
  const errorId = randomUUID();
  logger.error({ errorId, error: describe(error) }, 'unexpected error');
  return {
    code: 'INTERNAL',
    message: `something went wrong; the log knows it as ${errorId}`,
    httpStatus: 500,
    details: { errorId },
  };
}

function invalidInput(error: ZodError): PublicError {
  const issues = error.issues.map(({ path, message }) => ({ path: path.map(String), message }));
  return {
    code: 'INVALID_INPUT',
    message: issues.map(({ path, message }) => [...path, message].join(': ')).join('; '),
    httpStatus: 400,
    details: { issues },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
