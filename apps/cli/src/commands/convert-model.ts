import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { convert, type ConversionReport } from '@flotilla/converter';
import { writeModel } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { aboutFileAsync } from '../errors';
import { writeOutputFile } from '../files/output-file';
import { checkOutputPaths } from '../files/output-paths';
import { readInputFile } from '../files/read-input-file';
import { bytes, counted } from '../text/quantities';

export function convertModelCommand(context: CliContext): Command {
  return new Command('convert')
    .description('convert a Keras or TensorFlow.js model to a float .tflite model')
    .argument(
      '<source>',
      'a .keras file, or a TensorFlow.js LayersModel: its model.json, its folder, or a .zip of that',
    )
    .argument('<out>', 'the .tflite file to write')
    .addHelpText('after', '\nExample:\n  flotilla convert model.keras model.tflite')
    .action(async (source: string, out: string) => {
      const path = (await isFolder(source)) ? join(source, 'model.json') : source;
      const content = await readInputFile(path);
      const inputs = [path];
      await checkOutputPaths({ outputs: [out], inputs });
      const { model, report } = await aboutFileAsync(path, () =>
        convert({
          bytes: content,
          readShard: (shard) => {
            const shardPath = join(dirname(path), shard);
            inputs.push(shardPath);
            return readInputFile(shardPath);
          },
        }),
      );
      // Which other files belong to the model, only the model told.
      await checkOutputPaths({ outputs: [out], inputs });
      const file = writeModel(model);
      await writeOutputFile(out, file);
      context.print(asText(out, file, report));
    });
}

async function isFolder(path: string): Promise<boolean> {
  const status = await stat(path).catch(() => undefined);
  return status?.isDirectory() ?? false;
}

function asText(out: string, file: Uint8Array, report: ConversionReport): string {
  const operators = Object.entries(report.operators).map(([name, count]) => `${count} ${name}`);
  return [
    `${out}: ${bytes(file.byteLength)}, ${counted(report.parameterCount, 'trained parameter')} in ${counted(report.layers.length, 'layer')}`,
    `operators: ${operators.join(', ')}`,
  ].join('\n');
}
