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
  databaseUrl: 'DATABASE_URL',
  artifactRoot: 'FLOTILLA_ARTIFACT_ROOT',
  logLevel: 'FLOTILLA_LOG_LEVEL',
} as const;
