import { join, resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';

export interface StandaloneOptions {
  readonly once: boolean;
  readonly demo: boolean;
  readonly dataDirectory: string;
  /** 0 takes any free port; undefined prefers the default and takes a free one when that is in use. */
  readonly port: number | undefined;
  readonly gatewayPort: number | undefined;
  readonly mqttPort: number | undefined;
  readonly host: string;
  /** Prints the summary as one JSON line, too. */
  readonly json: boolean;
}

/** Reads the command line; ends the process with code 2 and one line when it cannot be understood. */
export function readOptions(argv: readonly string[], root: string): StandaloneOptions {
  const program = new Command('npm start --')
    .description('Runs the whole platform in one process, with demo devices.')
    .option('--once', 'run the demo, then exit: 0 when all of it worked', false)
    .option('--no-demo', 'start the platform alone, without the sample and without devices')
    .addOption(
      new Option('--data-dir <folder>', 'where database, artifacts and devices keep their data')
        .env('FLOTILLA_DATA_DIR')
        .argParser(given)
        .default(join(root, '.flotilla'), '.flotilla'),
    )
    .addOption(
      portOption(
        '--port <number>',
        'of the API and dashboard (default: 4000, or any free one)',
        'FLOTILLA_PORT',
      ),
    )
    .addOption(
      portOption(
        '--gateway-port <number>',
        'of enrolment and downloads (default: 4001, or any free one)',
        'FLOTILLA_GATEWAY_PORT',
      ),
    )
    .addOption(
      portOption(
        '--mqtt-port <number>',
        'of the MQTT broker (default: 4883, or any free one)',
        'FLOTILLA_MQTT_PORT',
      ),
    )
    .addOption(
      new Option('--host <address>', 'that all of them listen on')
        .env('FLOTILLA_HOST')
        .argParser(given)
        .default('127.0.0.1'),
    )
    .option('--json', 'also print the summary as one line of JSON', false)
    .configureOutput({
      outputError: (text, write) => {
        write(text.replace(/\n(?=.)/g, ' '));
      },
    })
    .exitOverride(({ exitCode, code }) => {
      process.exit(code === 'commander.helpDisplayed' ? exitCode : 2);
    });
  program.parse([...argv], { from: 'user' });
  const options = program.opts<
    Omit<StandaloneOptions, 'dataDirectory'> & { readonly dataDir: string }
  >();
  if (options.once && !options.demo)
    program.error('error: --once runs the demo; leave out --no-demo');
  return { ...options, dataDirectory: resolve(options.dataDir) };
}

function given(text: string): string {
  if (text.trim() === '') throw new InvalidArgumentError('it is empty.');
  return text;
}

function portOption(flags: string, description: string, variable: string): Option {
  return new Option(flags, description).env(variable).argParser((text) => {
    const port = Number(text);
    if (text === '' || !Number.isInteger(port) || port < 0 || port > 65_535)
      throw new InvalidArgumentError('give a whole number from 0 to 65535.');
    return port;
  });
}
