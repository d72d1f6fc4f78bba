import { Command } from 'commander';
import { reportSchema } from '@flotilla/quantizer';
import type { CliContext } from '../context';

export function reportSchemaCommand(context: CliContext): Command {
  return new Command('report-schema')
    .description('print the JSON Schema of what quantize --report writes')
    .addHelpText('after', '\nExample:\n  flotilla report-schema > report.schema.json')
    .action(() => {
      context.print(JSON.stringify(reportSchema, undefined, 2));
    });
}
