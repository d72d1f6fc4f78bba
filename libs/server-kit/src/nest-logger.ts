import type { LoggerService } from '@nestjs/common';
import type { Logger } from './logger';

/** Nest's own lines through our logger; its routine ones only at level debug. */
export function nestLogger(logger: Logger): LoggerService {
  const details = (parameters: readonly unknown[]) => ({ context: parameters.at(-1) });
  return {
    log: (message: unknown, ...parameters: unknown[]) => {
      logger.debug(details(parameters), String(message));
    },
    warn: (message: unknown, ...parameters: unknown[]) => {
      logger.warn(details(parameters), String(message));
    },
    error: (message: unknown, ...parameters: unknown[]) => {
      logger.error({ ...details(parameters), stack: parameters[0] }, String(message));
    },
  };
}
