import { basename } from 'node:path';
import { Command } from 'commander';
import {
  attachFile,
  editModelMetadata,
  type Model,
  type Normalization,
  setLabels,
  setNormalization,
  type Tensor,
  writeModelParts,
} from '@flotilla/tflite';
import type { CliContext } from '../context';
import { readLabelLines } from '../data/read-label-lines';
import { aboutFile, CliError } from '../errors';
import { checkOutputPath, writeOutputFile } from '../files/output-file';
import { readInputFile } from '../files/read-input-file';
import { readModelFile } from '../model/model-file';
import { parseNormalization } from '../options/normalization';
import { bytes } from '../text/quantities';

interface MetadataArguments {
  readonly normalization?: Normalization;
  readonly input?: string;
  readonly labels?: string;
  readonly output?: string;
  readonly attach: readonly string[];
  readonly name?: string;
  readonly description?: string;
}

export function modelMetadataCommand(context: CliContext): Command {
  return new Command('metadata')
    .description('write into a .tflite model how it is fed and what its scores mean')
    .argument('<model>', 'a .tflite file')
    .argument('<out>', 'the .tflite file to write')
    .option(
      '--normalization <mean,std>',
      'the input is (x − mean) / std; by channel: M1,M2,M3/S1,S2,S3',
      parseNormalization,
    )
    .option('--input <name>', 'the input that is normalized, of several')
    .option('--labels <file>', 'names of the classes, a text of one a line')
    .option('--output <name>', 'the output that holds their scores, of several')
    .option(
      '--attach <file>',
      'pack a file behind the model; may be given again',
      (file: string, files: readonly string[]) => [...files, file],
      [],
    )
    .option('--name <text>', 'what the model is called')
    .option('--description <text>', 'what it is for')
    .addHelpText(
      'after',
      '\nExample:\n  flotilla metadata model.tflite labelled.tflite --normalization 127.5,127.5 --labels labels.txt',
    )
    .action(async (path: string, out: string, options: MetadataArguments) => {
      requireChange(options);
      const { model } = await readModelFile(path);
      await checkOutputPath(out);
      await describe(path, model, options);
      const parts = writeModelParts(model);
      await writeOutputFile(out, parts);
      const sizeBytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
      context.print(`${out}: ${bytes(sizeBytes)}`);
    });
}

function requireChange({ normalization, labels, attach, name, description }: MetadataArguments) {
  const changes = [normalization, labels, attach[0], name, description];
  if (changes.some((change) => change !== undefined)) return;
  throw new CliError(
    'USAGE',
    'nothing to write; give --normalization, --labels, --attach, --name or --description',
  );
}

async function describe(path: string, model: Model, options: MetadataArguments): Promise<void> {
  const { normalization, labels, attach, name, description } = options;
  const { inputs = [], outputs = [] } = model.subgraphs[0] ?? {};
  if (normalization) {
    const input = placeOf(inputs, 'input', options.input);
    aboutFile(path, () => {
      setNormalization(model, normalization, input);
    });
  }
  if (labels !== undefined) {
    const output = placeOf(outputs, 'output', options.output);
    const lines = await readLabelLines(labels);
    aboutFile(labels, () => {
      setLabels(model, lines, output);
    });
  }
  for (const file of attach) {
    const data = await readInputFile(file);
    aboutFile(path, () => {
      attachFile(model, { file: { name: basename(file), data }, type: 'UNKNOWN' });
    });
  }
  if (name !== undefined || description !== undefined) {
    aboutFile(path, () => {
      editModelMetadata(model, (metadata) => ({
        ...metadata,
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
      }));
    });
  }
}

/** The place of the input or output that is named, or of the only one. */
function placeOf(
  tensors: readonly Tensor[],
  kind: 'input' | 'output',
  wanted: string | undefined,
): number {
  if (wanted === undefined && tensors.length === 1) return 0;
  const place = tensors.findIndex(({ name }) => name === wanted);
  if (place !== -1) return place;
  const what =
    wanted === undefined ? `${tensors.length} ${kind}s` : `no ${kind} ${JSON.stringify(wanted)}`;
  const names = tensors.map(({ name }) => JSON.stringify(name)).join(', ');
  throw new CliError('USAGE', `the model has ${what}; name one with --${kind}: ${names}`);
}
