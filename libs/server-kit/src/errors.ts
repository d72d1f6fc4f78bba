import { CodedError } from '@flotilla/foundation';

export type ConfigErrorCode = 'INVALID_CONFIGURATION';

export class ConfigError extends CodedError<ConfigErrorCode> {}
