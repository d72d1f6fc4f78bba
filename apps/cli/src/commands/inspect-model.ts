import { createHash } from 'node:crypto';
import { Command } from 'commander';
import { modelSummary, type ModelSummary, type TensorSummary } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { type ModelFile, readModelFile } from '../model/model-file';
import { json } from '../text/json';
import { bytes, shaped } from '../text/quantities';
import { table } from '../text/table';

export function inspectModelCommand(context: CliContext): Command {
  return new Command('inspect')
    .description('tell what a .tflite model takes, gives and is made of')
    .argument('<model>', 'a .tflite file')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  flotilla inspect model.tflite')
    .action(async (path: string, options: { json?: boolean }) => {
      const file = await readModelFile(path);
      const summary = modelSummary(file.model);
      context.print(options.json ? asJson(file, summary) : asText(file, summary));
    });
}

function asJson({ path, bytes: content }: ModelFile, summary: ModelSummary): string {
  return json('flotilla/inspect/1', {
    path,
    sizeBytes: content.byteLength,
    sha256: createHash('sha256').update(content).digest('hex'),
    ...summary,
  });
}

function asText({ path, bytes: content }: ModelFile, summary: ModelSummary): string {
  const operators = summary.operators.map(({ name, custom, version, count }) => [
    custom ? `${JSON.stringify(name)} (custom)` : name,
    version,
    count,
  ]);
  return [
    `${path}: ${bytes(content.byteLength)}, ${bytes(summary.weightBytes)} of weights, ${summary.parameterCount.toLocaleString('en-US')} parameters${summary.isQuantized ? ', quantized' : ''}`,
    ...summary.inputs.map((input) => `input   ${tensor(input)}`),
    ...summary.outputs.map((output) => `output  ${tensor(output)}`),
    ...summary.signatures.map(({ key }) => `signature ${JSON.stringify(key)}`),
    '',
    table(['operator', 'version', 'count'], operators),
  ].join('\n');
}

function tensor({ name, type, shape, quantization }: TensorSummary): string {
  const scale = quantization?.scale[0];
  const parameters =
    scale === undefined ? '' : `, scale ${scale}, zero point ${quantization?.zeroPoint[0] ?? 0}`;
  return `${JSON.stringify(name)} ${shaped(type, shape)}${parameters}`;
}
