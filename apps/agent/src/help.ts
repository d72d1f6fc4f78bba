import { argumentOf, configKeys, configSchema, isFlag, variableOf } from './config';

export function isHelpAskedFor(argv: readonly string[]): boolean {
  return argv.some((each) => each === '--help' || each === '-h');
}

/** What `--help` prints: each option, made from the schema that reads them. */
export function helpText(): string {
  const left = configKeys.map((key) => (isFlag(key) ? argumentOf(key) : `${argumentOf(key)} …`));
  const width = Math.max(...left.map(({ length }) => length));
  const lines = configKeys.map((key, at) => {
    const { description = '' } = configSchema.shape[key];
    return `  ${(left[at] ?? '').padEnd(width)}  ${description}${isNeeded(key) ? ' (needed)' : ''}`;
  });
  return [
    'Usage: flotilla-agent OPTION …',
    '',
    'Enrols this device, keeps it on the models that the platform wants, and reports what they do.',
    '',
    ...lines,
    '',
    `Each can be given as a variable instead: --gateway-url as ${variableOf('gatewayUrl')}.`,
  ].join('\n');
}

function isNeeded(key: keyof typeof configSchema.shape): boolean {
  return !configSchema.shape[key].safeParse(undefined).success;
}
