import { z } from 'zod';

export const controlPlaneConfigSchema = z.strictObject({
  /** Address to listen on. Anything but loopback is a decision of the operator. */
  host: z.string().min(1).default('127.0.0.1'),
  /** 0 for any free port. */
  port: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** Folder of the built dashboard; null serves the API alone. */
  dashboardDirectory: z.string().nullable().default(null),
  /** Of one uploaded file. */
  maximumUploadBytes: z.coerce
    .number()
    .int()
    .positive()
    .default(2 ** 30),
  /** A job without news for this long is published again, with the next attempt number. */
  jobLeaseMs: z.coerce.number().int().positive().default(180_000),
  /** A job that was lost this often is given up. */
  maximumJobAttempts: z.coerce.number().int().positive().default(5),
  /** How often the database is looked at for work that no message told of. */
  tickMs: z.coerce.number().int().positive().default(1_000),
  /** A connected device that is silent about its update for this long is asked again. */
  reminderMs: z.coerce.number().int().positive().default(20_000),
  /** Devices of one transaction of a rollout, so that none is long. */
  rolloutChunkSize: z.coerce.number().int().positive().default(500),
  /** How long summaries of telemetry, and what devices were commanded, are kept. */
  summaryRetentionDays: z.coerce.number().positive().default(90),
  /** How long it is known which windows of a device's ended sessions were counted; later ones are refused. */
  windowRetentionDays: z.coerce.number().positive().default(7),
  /** How long messages that could not be taken are kept. */
  rejectedMessageRetentionDays: z.coerce.number().positive().default(7),
  /** Of one device; the oldest go. */
  maximumRejectedMessages: z.coerce.number().int().positive().default(1_000),
  /** How long a repeated mutation is known by its key. */
  idempotencyKeyRetentionDays: z.coerce.number().positive().default(7),
  /** How often what is older than that is deleted. */
  retentionIntervalMs: z.coerce.number().int().positive().default(600_000),
  /**
   * True where bus, gateway and optimizer live in this process: what was under way when it ended is then known to be
   * lost, and taken up again at once.
   */
  sharesProcess: z.boolean().default(false),
});

export type ControlPlaneConfig = z.infer<typeof controlPlaneConfigSchema>;
