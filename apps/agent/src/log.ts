import { destination, type Logger, pino } from 'pino';
import type { AgentConfig } from './config';

export type { Logger } from 'pino';

/** JSON lines, written at once: the last line before a crash is the one that matters. */
export function createLog({ name, logLevel, logFile }: AgentConfig): Logger {
  const target = destination({ dest: logFile ?? 2, sync: true, mkdir: true });
  return pino({ level: logLevel, base: { agent: name } }, target);
}
