import { Command } from 'commander';
import { evaluate, type Evaluation, readLabels, type Subject } from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import type { CliContext } from '../context';
import { noteNotFinite } from '../data/note-not-finite';
import { readArrayFile, readDataFile } from '../data/read-data-file';
import { aboutFile, aboutFilesAsync } from '../errors';
import { type Execution, loadSubject } from '../model/load-subject';
import { readLoadableModelFile } from '../model/model-file';
import { withExecutionOptions } from '../options/execution-options';
import { progressOf } from '../progress';
import { evaluationText } from '../text/evaluation-text';
import { json } from '../text/json';

interface EvaluateArguments extends Execution {
  readonly inputs: string;
  readonly labels: string;
  readonly reference?: string;
  readonly json?: boolean;
}

export function evaluateModelCommand(context: CliContext): Command {
  const command = new Command('evaluate')
    .description('measure a classifier’s accuracy and latency on labelled inputs')
    .argument('<model>', 'a .tflite file')
    .requiredOption('--inputs <file>', 'inputs: a .npy, or a .npz keyed by input tensor name')
    .requiredOption('--labels <file>', 'class indexes: a .npy of integers, one a sample')
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
  { inputs, labels: labelsPath, reference: referencePath, delegate, threads }: EvaluateArguments,
): Promise<Evaluation> {
  const file = await readLoadableModelFile(path);
  const referenceFile =
    referencePath === undefined ? undefined : await readLoadableModelFile(referencePath);
  const data = await readDataFile(inputs);
  const labelArray = await readArrayFile(labelsPath);
  const labels = aboutFile(labelsPath, () => readLabels(labelArray));
  const open: Subject[] = [];
  const progress = progressOf(context, 'evaluating');
  try {
    const runtime = createTfliteRuntime();
    const load = async (model: typeof file): Promise<Subject> => {
      const subject = await loadSubject(() => runtime, model, data, { delegate, threads });
      open.push(subject);
      return subject;
    };
    const subject = await load(file);
    const reference = referenceFile && (await load(referenceFile));
    noteNotFinite(context, data, subject);
    return await aboutFilesAsync({ model: path, data: inputs, labels: labelsPath }, () =>
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
