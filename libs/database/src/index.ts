export { createDatabase, type Database, type DatabaseOptions } from './database';
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from './embedded/embedded-postgres';
export { DatabaseError, type DatabaseErrorCode } from './errors';
export {
  DatasetRole,
  DatasetState,
  DeviceCommandKind,
  DeviceCommandState,
  ModelVersionState,
  RolloutDeviceState,
  RolloutStageState,
  RolloutState,
  SummaryGrain,
  VariantState,
} from './generated/enums';
export { Prisma } from './generated/client';
export type * as Rows from './generated/client';
export { applyMigrations } from './migrations/apply-migrations';
export { isUniqueViolation } from './unique-violation';
export { type OrganisationClient, type OrganisationTransaction } from './scope';
export { isRefusedText, isTransient, retryTransient } from './transient';
