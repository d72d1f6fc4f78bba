import { z } from 'zod';
import { GatewayError } from './errors';

const port = z.int().min(0).max(65_535);
const positive = z.int().positive();

/** Everything that can be set, with its default. Ports: 0 takes any free one. */
export const gatewayConfigSchema = z.strictObject({
  /** Address that both listeners bind to. */
  host: z.string().min(1).default('127.0.0.1'),
  httpPort: port.default(4001),
  mqttPort: port.default(4883),
  maximumConnections: positive.default(15_000),
  /** Of a CONNECT: ids, a token of about 300 bytes and a last will. */
  maximumConnectBytes: positive.default(8 * 1024),
  /** Of one packet from a device. The largest honest one is a hello of 64 KiB. */
  maximumPacketBytes: positive.default(128 * 1024),
  maximumKeepaliveSeconds: positive.default(300),
  connectTimeoutMs: positive.default(10_000),
  maximumUnreadBytes: positive.default(4 * 1024 * 1024),
  /** Messages of one device: at once, and then each second. An agent that connects sends some 40. */
  messageBurst: positive.default(200),
  messagesPerSecond: z.number().positive().default(50),
  /** How long a device's key is used before it is asked again. */
  keyLifetimeMs: positive.default(30_000),
  maximumKeys: positive.default(50_000),
  /** How long enrolment and keys wait for the control plane. */
  requestTimeoutMs: positive.default(5_000),
  /** Enrolments of one address: at once, and then each second. */
  enrolmentBurst: positive.default(100),
  enrolmentsPerSecond: z.number().positive().default(10),
  /** Artifacts that are sent at the same time; further downloads are told to come back. */
  maximumDownloads: positive.default(256),
  /** A download whose reader takes nothing for so long is cut; it resumes by range. */
  downloadIdleTimeoutMs: positive.default(60_000),
});

export type GatewayConfig = z.output<typeof gatewayConfigSchema>;
export type GatewayConfigInput = z.input<typeof gatewayConfigSchema>;

/** @throws GatewayError `INVALID_CONFIG`, naming every fault */
export function parseGatewayConfig(input: GatewayConfigInput): GatewayConfig {
  const { success, data, error } = gatewayConfigSchema.safeParse(input);
  if (success) return Object.freeze(data);
  throw new GatewayError(
    'INVALID_CONFIG',
    `the gateway's configuration cannot be used:\n${z.prettifyError(error)}`,
  );
}
