import { Command } from 'commander';
import { evaluate, type Evaluation, type Subject } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import type { Normalization } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { noteNotFinite } from '../data/note-not-finite';
import type { DataSource } from '../data/data-for-model';
import { dataLabels } from '../data/data-labels';
import { feedModels } from '../data/feed-models';
import { openData } from '../data/read-data-file';
import { aboutFilesAsync } from '../errors';
import { type Execution, loadSubject } from '../model/load-subject';
import { readLoadableModelFile } from '../model/model-file';
import { withExecutionOptions } from '../options/execution-options';
import { normalizationOption } from '../options/normalization-option';
import { progressOf } from '../progress';
import { evaluationText } from '../text/evaluation-text';
import { json } from '../text/json';

interface EvaluateArguments extends Execution {
  readonly inputs: string;
  readonly labels?: string;
  readonly normalization?: Normalization;
  readonly reference?: string;
  readonly json?: boolean;
}

export function evaluateModelCommand(context: CliContext): Command {
  const command = new Command('evaluate')
    .description('measure a classifier’s accuracy and latency on labelled inputs')
    .argument('<model>', 'a .tflite file')
    .requiredOption(
      '--inputs <data>',
      'inputs: a .npy, a .npz keyed by input tensor name, or a folder of images',
    )
    .option(
      '--labels <file>',
      'class indexes: a .npy of integers, one a sample (default: the folders that images lie in)',
    )
    .addOption(normalizationOption())
    .option('--reference <model>', 'a .tflite file to agree with, usually the float one');
  return withExecutionOptions(command)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  flotilla evaluate int8.tflite --inputs inputs.npy --labels labels.npy --reference float.tflite',
    )
    .action(async (path: string, options: EvaluateArguments) => {
      const evaluation = await evaluateFile(context, path, options);
      const { delegate, threads } = options;
      context.print(
        options.json
          ? json('flotilla/evaluate/1', { path, delegate, threads, ...evaluation })
          : evaluationText(evaluation),
      );
    });
}

async function evaluateFile(
  context: CliContext,
  path: string,
  {
    inputs,
    labels: labelsPath,
    normalization,
    reference: referencePath,
    delegate,
    threads,
  }: EvaluateArguments,
): Promise<Evaluation> {
  const file = await readLoadableModelFile(path);
  const referenceFile =
    referencePath === undefined ? undefined : await readLoadableModelFile(referencePath);
  const opened = await openData(inputs);
  const labels = await dataLabels(context, opened, labelsPath, file.model);
  const files = referenceFile ? [file, referenceFile] : [file];
  const [data, referenceData] = feedModels(
    context,
    opened,
    files.map(({ model }) => model),
    { normalization },
  );
  if (!data) throw new TypeError('each model has its data');
  const open: Subject[] = [];
  const progress = progressOf(context, 'evaluating');
  try {
    const runtime = createTfliteRuntime();
    const load = async (model: typeof file, source: DataSource): Promise<Subject> => {
      const subject = await loadSubject(() => runtime, model, source, { delegate, threads });
      open.push(subject);
      return subject;
    };
    const subject = await load(file, data);
    const reference = referenceFile && referenceData && (await load(referenceFile, referenceData));
    noteNotFinite(context, data, subject);
    return await aboutFilesAsync({ model: path, data: inputs, labels: labelsPath ?? inputs }, () =>
      evaluate(subject, {
        labels,
        ...(reference && { reference }),
        nowMs: context.nowMs,
        onProgress: progress.report,
      }),
    );
  } finally {
    progress.end();
    await Promise.all(open.map(({ interpreter }) => interpreter.close()));
  }
}
