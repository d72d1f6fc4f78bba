import { parseArgs } from 'node:util';
import { CodedError, messageOf } from '@flotilla/foundation';
import { z } from 'zod';

const number = z.coerce.number();
const text = z.string().min(1);
const list = z
  .string()
  .transform((given) => given.split(',').map((each) => each.trim()))
  .pipe(z.array(z.enum(['cpu', 'xnnpack', 'gpu'])).min(1));

/** Every option, with what `--help` says of it. */
export const configSchema = z.strictObject({
  gatewayUrl: z
    .url({ protocol: /^https?$/ })
    .describe('where the gateway enrols devices and gives out models'),
  mqttUrl: z.url({ protocol: /^mqtts?$/ }).describe('the MQTT broker of that gateway'),
  dataDir: text.describe('folder of this device alone: its key, its journal, its models'),
  name: text.max(128).describe('what people call this device'),
  enrolmentToken: text
    .optional()
    .describe('one-time; needed until the device is enrolled, better given as a variable'),
  inputSource: text
    .optional()
    .describe('what to infer on: a .npy, or a folder with evaluation-inputs.npy and -labels.npy'),
  labels: text.optional().describe('class indexes (.npy), where --input-source is a file'),
  rate: number
    .min(0)
    .max(10_000)
    .default(0)
    .describe('inferences a second on the input source; 0 runs none'),
  windowMs: number
    .int()
    .min(100)
    .max(86_400_000)
    .default(60_000)
    .describe('length of one window of telemetry'),
  delegates: list
    .optional()
    .describe('restricts what is reported and used: a list of xnnpack, cpu, gpu'),
  threads: number.int().min(1).max(64).default(1).describe('threads of one inference'),
  runtimeLibrary: text.optional().describe('a TensorFlow Lite C library of the device’s own'),
  exitWithParent: z
    .stringbool()
    .default(false)
    .describe('ends with the process that started this one'),
  logLevel: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('trace, debug, info, warn or error'),
  logFile: text.optional().describe('where JSON lines go instead of standard error'),
});

export type AgentConfig = Readonly<z.infer<typeof configSchema>>;

type Key = keyof AgentConfig;

export const configKeys = Object.keys(configSchema.shape) as Key[];

/** `gatewayUrl` as the argument `--gateway-url`. */
export const argumentOf = (key: string): string =>
  `--${key.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`)}`;

/** `gatewayUrl` as the variable `FLOTILLA_AGENT_GATEWAY_URL`. */
export const variableOf = (key: string): string =>
  `FLOTILLA_AGENT${argumentOf(key).slice(1).replaceAll('-', '_').toUpperCase()}`;

export const isFlag = (key: Key): boolean => key === 'exitWithParent';

/**
 * Reads arguments (`--gateway-url URL`), and for what they leave out the environment
 * (`FLOTILLA_AGENT_GATEWAY_URL`).
 * @throws CodedError `INVALID_CONFIG` that names every fault at once
 */
export function parseConfig(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): AgentConfig {
  const given: Record<string, unknown> = {};
  for (const key of configKeys) {
    const value = environment[variableOf(key)];
    if (value !== undefined && value !== '') given[key] = value;
  }
  Object.assign(given, parseArguments(argv));
  const result = configSchema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const keyOf = ({ path }: z.core.$ZodIssue): string => String(path[0] ?? '');
  const missing = result.error.issues.map(keyOf).filter((key) => !(key in given));
  const wrong = result.error.issues.filter((issue) => keyOf(issue) in given);
  throw invalid([
    ...(missing.length > 0 ? [`${missing.map(argumentOf).join(', ')} must be given`] : []),
    ...wrong.map((issue) => {
      const key = keyOf(issue);
      return `${argumentOf(key)} (or ${variableOf(key)}): ${issue.message}`;
    }),
  ]);
}

function parseArguments(argv: readonly string[]): Record<string, string> {
  const options = Object.fromEntries(
    configKeys.map((key) => [
      argumentOf(key).slice(2),
      { type: isFlag(key) ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...argv], options });
    const entries = configKeys.flatMap((key) => {
      const value = values[argumentOf(key).slice(2)];
      return value === undefined ? [] : [[key, String(value)] as const];
    });
    return Object.fromEntries(entries);
  } catch (error) {
    throw invalid([messageOf(error)], error);
  }
}

function invalid(faults: readonly string[], cause?: unknown): CodedError<'INVALID_CONFIG'> {
  const message = `cannot start the agent: ${faults.join('; ')}; see --help`;
  return new CodedError('INVALID_CONFIG', message, { cause });
}
