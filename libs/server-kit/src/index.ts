export { ConfigError, type ConfigErrorCode } from './errors';
export { checkHealth, type HealthCheck, type HealthReport } from './health';
export { createLogger, type Logger, type LoggerOptions, type LogLevel, logLevels } from './logger';
export { nestLogger } from './nest-logger';
export { parseConfig } from './parse-config';
