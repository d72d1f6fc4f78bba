import { CodedError } from '@flotilla/foundation';

export type ConfigErrorCode = 'INVALID_CONFIG';

export class ConfigError extends CodedError<ConfigErrorCode> {}
