import { type Command, Option } from 'commander';
import { positiveInteger } from './positive-integer';

/** Adds `--delegate` and `--threads`. */
export function withExecutionOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--delegate <name>',
        'kernels that run the model: optimized, or the plain reference',
      )
        .choices(['xnnpack', 'cpu'])
        .default('xnnpack'),
    )
    .option('--threads <n>', 'threads of one inference', positiveInteger(256), 1);
}
