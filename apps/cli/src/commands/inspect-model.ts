import { Command } from 'commander';
import type { CliContext } from '../context';
import { withInputFile } from '../files/open-input-file';
import { inspect } from '../model/inspection';
import { readOpenModelFile } from '../model/model-file';
import { inspectionText, tensorsText } from '../text/inspection-text';
import { json } from '../text/json';

interface InspectArguments {
  readonly json?: boolean;
  readonly tensors?: boolean;
}

export function inspectModelCommand(context: CliContext): Command {
  return new Command('inspect')
    .description('tell what a .tflite model takes, gives and is made of')
    .argument('<model>', 'a .tflite file')
    .option('--tensors', 'list every tensor too')
    .option('--json', 'print JSON, tensors included')
    .addHelpText(
      'after',
      '\nExamples:\n  flotilla inspect model.tflite\n  flotilla inspect model.tflite --tensors',
    )
    .action(async (path: string, options: InspectArguments) => {
      const inspection = await withInputFile(path, async (source) =>
        inspect(await readOpenModelFile(path, source), source),
      );
      if (options.json) {
        context.print(json('flotilla/inspect/1', inspection));
        return;
      }
      context.print(inspectionText(inspection));
      if (options.tensors) context.print(`\n${tensorsText(inspection)}`);
    });
}
