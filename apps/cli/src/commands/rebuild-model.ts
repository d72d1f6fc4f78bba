import { Command } from 'commander';
import { rebuild } from '@flotilla/quantizer';
import type { CliContext } from '../context';
import { aboutFileAsync } from '../errors';
import { writeOutputFile } from '../files/output-file';
import { checkOutputPaths } from '../files/output-paths';
import { readInputFile } from '../files/read-input-file';
import { sha256 } from '../files/sha256';
import { readSourceModel } from '../model/source-model';
import { artifactText } from '../text/artifact-text';

export function rebuildModelCommand(context: CliContext): Command {
  return new Command('rebuild')
    .description(
      'make a quantized model again, byte for byte, without its data and without a runtime',
    )
    .argument('<model>', 'the float .tflite file that was quantized')
    .argument('<artifact>', 'what quantize --artifact wrote')
    .argument('<out>', 'the .tflite file to write')
    .addHelpText(
      'after',
      '\nExample:\n  flotilla rebuild model.tflite int8.calibration.npz int8.tflite',
    )
    .action(async (path: string, artifactPath: string, out: string) => {
      await checkOutputPaths({ outputs: [out], inputs: [path, artifactPath] });
      const { source } = await readSourceModel(path);
      const bytes = await readInputFile(artifactPath);
      const { file, artifact } = await aboutFileAsync(artifactPath, () =>
        rebuild(source, bytes, sha256),
      );
      await writeOutputFile(out, file);
      context.print(artifactText(out, artifact));
    });
}
