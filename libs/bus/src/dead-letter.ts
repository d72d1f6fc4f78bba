/** A message whose handler failed every time; the bus drops it. */
export interface DeadLetter {
  readonly subject: string;
  readonly message: unknown;
  readonly error: unknown;
}

/** The part of a structured logger (pino's order of arguments) that the bus needs. */
export interface BusLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}
