import pino from 'pino';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Structured logging in pino's order of arguments: details, then words. */
export interface Logger {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
  child(bindings: object): Logger;
}

export interface LoggerOptions {
  /** Which server speaks. */
  readonly name: string;
  readonly level?: LogLevel;
  /** Where lines go instead of the standard output; one JSON object a line. */
  readonly destination?: { write(line: string): void };
}

/** Secrets that a careless `details` could carry. */
const redacted = ['token', '*.token', 'password', '*.password', 'authorization', '*.authorization'];

export function createLogger({ name, level = 'info', destination }: LoggerOptions): Logger {
  const options = { name, level, redact: redacted, timestamp: pino.stdTimeFunctions.isoTime };
  return destination === undefined ? pino(options) : pino(options, destination);
}
