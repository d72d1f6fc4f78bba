import { z } from 'zod';
import { logLevels } from '@flotilla/server-kit';
import { controlPlaneConfigSchema } from './config';

/** The configuration of a control plane in a process of its own. */
export const environmentSchema = controlPlaneConfigSchema.omit({ sharesProcess: true }).extend({
  /** Of a PostgreSQL server, 15 or later. */
  databaseUrl: z.url({ protocol: /^postgres(?:ql)?$/u }),
  /** Folder of the artifact store, shared with gateway and optimizer. */
  artifactRoot: z.string().min(1),
  logLevel: z.enum(logLevels).default('info'),
});

export const environmentNames = {
  host: 'FLOTILLA_HOST',
  port: 'FLOTILLA_PORT',
  dashboardDirectory: 'FLOTILLA_DASHBOARD_DIRECTORY',
  maximumUploadBytes: 'FLOTILLA_MAXIMUM_UPLOAD_BYTES',
  jobLeaseMs: 'FLOTILLA_JOB_LEASE_MS',
  maximumJobAttempts: 'FLOTILLA_MAXIMUM_JOB_ATTEMPTS',
  tickMs: 'FLOTILLA_TICK_MS',
  reminderMs: 'FLOTILLA_REMINDER_MS',
  rolloutChunkSize: 'FLOTILLA_ROLLOUT_CHUNK_SIZE',
  summaryRetentionDays: 'FLOTILLA_SUMMARY_RETENTION_DAYS',
  windowRetentionDays: 'FLOTILLA_WINDOW_RETENTION_DAYS',
  rejectedMessageRetentionDays: 'FLOTILLA_REJECTED_MESSAGE_RETENTION_DAYS',
  maximumRejectedMessages: 'FLOTILLA_MAXIMUM_REJECTED_MESSAGES',
  idempotencyKeyRetentionDays: 'FLOTILLA_IDEMPOTENCY_KEY_RETENTION_DAYS',
  retentionIntervalMs: 'FLOTILLA_RETENTION_INTERVAL_MS',
  databaseUrl: 'DATABASE_URL',
  artifactRoot: 'FLOTILLA_ARTIFACT_ROOT',
  logLevel: 'FLOTILLA_LOG_LEVEL',
} as const;
