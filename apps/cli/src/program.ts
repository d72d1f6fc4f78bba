import { Command, type CommanderError } from 'commander';
import { benchmarkModelCommand } from './commands/benchmark-model';
import { compareModelsCommand } from './commands/compare-models';
import { convertModelCommand } from './commands/convert-model';
import { evaluateModelCommand } from './commands/evaluate-model';
import { inspectModelCommand } from './commands/inspect-model';
import { modelMetadataCommand } from './commands/model-metadata';
import { quantizeModelCommand } from './commands/quantize-model';
import { rebuildModelCommand } from './commands/rebuild-model';
import { reportSchemaCommand } from './commands/report-schema';
import { runModelCommand } from './commands/run-model';
import type { CliContext } from './context';
import { CliError } from './errors';

/** The whole command line. Throws a `CommanderError` when it has printed help or version, and faults as they are. */
export function createProgram(context: CliContext, version: string): Command {
  const program = new Command('flotilla')
    .description(
      'Fit a trained model to the devices that it has to run on. Works without a network.',
    )
    .version(version, '--version', 'print the version');
  const commands = [
    inspectModelCommand,
    convertModelCommand,
    quantizeModelCommand,
    rebuildModelCommand,
    runModelCommand,
    evaluateModelCommand,
    compareModelsCommand,
    benchmarkModelCommand,
    modelMetadataCommand,
    reportSchemaCommand,
  ].map((create) => create(context));
  for (const command of commands) program.addCommand(command);
  program.addHelpText(
    'after',
    '\nExample:\n  flotilla convert model.keras model.tflite\n  flotilla quantize model.tflite int8.tflite --scheme int8 --calibration inputs.npy',
  );
  for (const command of [program, ...commands]) {
    const path = command === program ? 'flotilla' : `flotilla ${command.name()}`;
    command
      .exitOverride((error) => {
        throw error.exitCode === 0 ? error : usageError(error, path);
      })
      .configureOutput({
        writeOut: (text) => {
          context.print(text.trimEnd());
        },
        // What commander would print comes as an error, and is told in one line as all others.
        writeErr: () => undefined,
      });
  }
  return program;
}

function usageError({ code, message }: CommanderError, path: string): CliError {
  const text =
    code === 'commander.help'
      ? 'no command given'
      : message.replace(/^error: /, '').replace(/\.?\s*$/, '');
  return new CliError('USAGE', `${text}; see ${path} --help`);
}
