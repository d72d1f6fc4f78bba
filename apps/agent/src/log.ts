import { destination, type Logger, pino } from 'pino';
import type { AgentConfig } from './config';
import { agentError, messageOf } from './errors';

export type { Logger } from 'pino';

const standardError = 2;

/**
 * JSON lines, written at once: the last line before a crash is the one that matters.
 * @throws CodedError `LOG_UNUSABLE`
 */
export function createLog({ name, logLevel, logFile }: AgentConfig): Logger {
  return pino({ level: logLevel, base: { agent: name } }, openTarget(logFile));
}

function openTarget(logFile: string | undefined): ReturnType<typeof destination> {
  try {
    return destination({ dest: logFile ?? standardError, sync: true, mkdir: true });
  } catch (error) {
    throw agentError(
      'LOG_UNUSABLE',
      `the log file ${String(logFile)} cannot be opened: ${messageOf(error)}; name another (--log-file)`,
      error,
    );
  }
}
