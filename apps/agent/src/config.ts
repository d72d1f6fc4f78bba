import { parseArgs } from 'node:util';
import { CodedError, messageOf } from '@flotilla/foundation';
import { z } from 'zod';

const number = z.coerce.number();
const list = z
  .string()
  .transform((text) => text.split(',').map((each) => each.trim()))
  .pipe(z.array(z.enum(['cpu', 'xnnpack', 'gpu'])).min(1));

const configSchema = z.strictObject({
  gatewayUrl: z.url({ protocol: /^https?$/ }),
  mqttUrl: z.url({ protocol: /^mqtts?$/ }),
  /** One-time; needed until the device is enrolled. */
  enrolmentToken: z.string().min(1).optional(),
  dataDir: z.string().min(1),
  name: z.string().min(1).max(128),
  /** Inferences a second on the input source; 0 runs none. */
  rate: number.min(0).max(10_000).default(0),
  windowMs: number.int().min(100).max(86_400_000).default(60_000),
  /** A folder with `evaluation-inputs.npy` and `evaluation-labels.npy`, or a `.npy` of inputs. */
  inputSource: z.string().min(1).optional(),
  /** A `.npy` of class indexes, where `inputSource` is a file. */
  labels: z.string().min(1).optional(),
  /** Restricts what is reported and used; delegates that the machine lacks are not added. */
  delegates: list.optional(),
  threads: number.int().min(1).max(64).default(1),
  /** A TensorFlow Lite C library of the device's own. */
  runtimeLibrary: z.string().min(1).optional(),
  exitWithParent: z.stringbool().default(false),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info'),
  /** Default: standard error. */
  logFile: z.string().min(1).optional(),
});

export type AgentConfig = Readonly<z.infer<typeof configSchema>>;

type Key = keyof AgentConfig;

const keys = Object.keys(configSchema.shape) as Key[];
const kebab = (key: string): string => key.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`);
const variable = (key: string): string =>
  `FLOTILLA_AGENT_${kebab(key).replaceAll('-', '_').toUpperCase()}`;

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
  for (const key of keys) {
    const value = environment[variable(key)];
    if (value !== undefined && value !== '') given[key] = value;
  }
  Object.assign(given, parseArguments(argv));
  const result = configSchema.safeParse(given);
  if (result.success) return Object.freeze(result.data);
  const faults = result.error.issues.map((issue) => {
    const key = String(issue.path[0] ?? '');
    return `--${kebab(key)} (or ${variable(key)}): ${issue.message}`;
  });
  throw invalid(faults.join('\n'));
}

function parseArguments(argv: readonly string[]): Record<string, string> {
  const options = Object.fromEntries(
    keys.map((key) => [
      kebab(key),
      { type: key === 'exitWithParent' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
  try {
    const { values } = parseArgs({ args: [...argv], options });
    const entries = keys.flatMap((key) => {
      const value = values[kebab(key)];
      return value === undefined ? [] : [[key, String(value)] as const];
    });
    return Object.fromEntries(entries);
  } catch (error) {
    throw invalid(messageOf(error), error);
  }
}

function invalid(faults: string, cause?: unknown): CodedError<'INVALID_CONFIG'> {
  return new CodedError('INVALID_CONFIG', `cannot start the agent:\n${faults}`, { cause });
}
