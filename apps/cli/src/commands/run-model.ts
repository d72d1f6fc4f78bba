import { Command } from 'commander';
import {
  type LatencySummary,
  OutputCollector,
  type Subject,
  summarizeLatency,
} from '@flotilla/evaluation';
import { createTfliteRuntime } from '@flotilla/runtime';
import type { Normalization } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { formatArrays, outputFormat } from '../data/output-format';
import { noteNotFinite } from '../data/note-not-finite';
import { feedModel } from '../data/feed-models';
import { openData } from '../data/read-data-file';
import { aboutFilesAsync } from '../errors';
import { writeOutputFile } from '../files/output-file';
import { checkOutputPaths } from '../files/output-paths';
import { type Execution, loadSubject } from '../model/load-subject';
import { readLoadableModelFile } from '../model/model-file';
import { withExecutionOptions } from '../options/execution-options';
import { normalizationOption } from '../options/normalization-option';
import { progressOf } from '../progress';
import { latency, shaped } from '../text/quantities';

interface RunArguments extends Execution {
  readonly input: string;
  readonly normalization?: Normalization;
  readonly output: string;
  readonly raw?: boolean;
}

export function runModelCommand(context: CliContext): Command {
  const command = new Command('run')
    .description('run a model over a file of inputs and keep its outputs')
    .argument('<model>', 'a .tflite file')
    .requiredOption(
      '--input <data>',
      'inputs: a .npy, a .npz keyed by input tensor name, or a folder of images',
    )
    .requiredOption('--output <file>', 'outputs: a .npy, or a .npz keyed by output tensor name')
    .addOption(normalizationOption());
  return withExecutionOptions(command)
    .option('--raw', 'leave quantized outputs as integers')
    .addHelpText(
      'after',
      '\nExample:\n  flotilla run model.tflite --input inputs.npy --output outputs.npy',
    )
    .action(async (path: string, options: RunArguments) => {
      await runFile(context, path, options);
    });
}

async function runFile(context: CliContext, path: string, options: RunArguments): Promise<void> {
  const { input, normalization, output, raw = false, delegate, threads } = options;
  const file = await readLoadableModelFile(path);
  const format = outputFormat(output, file.model.subgraphs[0]?.outputs.length ?? 0);
  await checkOutputPaths({ outputs: [output], inputs: [path, input] });
  const data = feedModel(context, await openData(input), file.model, { normalization });
  const subject = await loadSubject(createTfliteRuntime, file, data, { delegate, threads });
  try {
    noteNotFinite(context, data, subject);
    const { collectors, latency: measured } = await aboutFilesAsync(
      { model: path, data: input },
      () => run(context, subject, raw),
    );
    const arrays = new Map(
      collectors.map((collector, index) => [
        subject.interpreter.outputs[index]?.name ?? '',
        collector.array(),
      ]),
    );
    await writeOutputFile(output, formatArrays(format, arrays));
    for (const [name, { type, shape }] of arrays) {
      context.print(`${output}: ${JSON.stringify(name)} ${shaped(type, shape)}`);
    }
    context.print(`${delegate}: ${latency(measured)}`);
  } finally {
    await subject.interpreter.close();
  }
}

async function run(
  context: CliContext,
  { interpreter, dataset }: Subject,
  raw: boolean,
): Promise<{ collectors: OutputCollector[]; latency: LatencySummary }> {
  const collectors = interpreter.outputs.map(() => new OutputCollector(dataset, { raw }));
  const durationsMs: number[] = [];
  const progress = progressOf(context, 'running');
  for (let invocation = 0; invocation < dataset.invocationCount; invocation++) {
    const inputs = dataset.inputs(invocation);
    const start = context.nowMs();
    const outputs = await interpreter.invoke(inputs);
    durationsMs.push(context.nowMs() - start);
    collectors.forEach((collector, index) => {
      const [bytes, spec] = [outputs[index], interpreter.outputs[index]];
      if (bytes && spec) collector.add(invocation, bytes, spec);
    });
    progress.report(invocation + 1, dataset.invocationCount);
  }
  progress.end();
  return { collectors, latency: summarizeLatency(durationsMs) };
}
