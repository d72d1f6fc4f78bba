import { Command, Option } from 'commander';
import { type TargetRuntime, TARGET_RUNTIMES } from '@flotilla/quantizer';
import { createLitertWasmRuntime, createTfliteRuntime } from '@flotilla/runtime';
import type { Normalization } from '@flotilla/tflite';
import type { CliContext } from '../context';
import { feedModels } from '../data/feed-models';
import { openData } from '../data/read-data-file';
import { CliError } from '../errors';
import { checkComparable } from '../model/check-comparable';
import { compareFiles, type Comparison } from '../model/comparison';
import type { Execution } from '../model/load-subject';
import { readLoadableModelFile } from '../model/model-file';
import { withExecutionOptions } from '../options/execution-options';
import { normalizationOption } from '../options/normalization-option';
import { progressOf } from '../progress';
import { comparisonText } from '../text/comparison-text';
import { json } from '../text/json';

interface CompareArguments extends Execution {
  readonly inputs?: string;
  readonly normalization?: Normalization;
  readonly tensors?: boolean;
  readonly runtime: TargetRuntime;
  readonly json?: boolean;
}

export function compareModelsCommand(context: CliContext): Command {
  const command = new Command('compare')
    .description('run two forms of one model on the same inputs and tell how far they lie apart')
    .argument('<reference>', 'a .tflite file, usually the float one')
    .argument('<model>', 'the .tflite file to compare with it, usually quantized')
    .option(
      '--inputs <data>',
      'typical inputs: a .npy, a .npz keyed by input tensor name, or a folder of images',
    )
    .addOption(normalizationOption())
    .option('--tensors', 'compare activations too, paired by their names')
    .addOption(
      new Option('--runtime <version>', 'the TensorFlow Lite or LiteRT that runs both')
        .choices(TARGET_RUNTIMES)
        .default('2.9'),
    );
  return withExecutionOptions(command)
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExample:\n  flotilla compare float.tflite int8.tflite --inputs inputs.npy --tensors',
    )
    .action(async (reference: string, model: string, options: CompareArguments) => {
      const comparison = await compared(context, reference, model, options);
      context.print(
        options.json ? json('flotilla/compare/1', comparison) : comparisonText(comparison),
      );
      noteNotFinite(context, comparison);
    });
}

async function compared(
  context: CliContext,
  referencePath: string,
  modelPath: string,
  { inputs, normalization, tensors = false, runtime: version, delegate, threads }: CompareArguments,
): Promise<Comparison> {
  if (inputs === undefined) {
    throw new CliError(
      'USAGE',
      'models are compared on typical inputs, for what they do with random ones tells little; add --inputs INPUTS.npy',
    );
  }
  const reference = await readLoadableModelFile(referencePath);
  const model = await readLoadableModelFile(modelPath);
  const opened = await openData(inputs);
  checkComparable(reference, model);
  const [ours, theirs] = feedModels(context, opened, [reference.model, model.model], {
    normalization,
  });
  if (!ours || !theirs) throw new TypeError('each model has its data');
  const progress = progressOf(context, 'comparing');
  try {
    return await compareFiles(reference, model, {
      data: [ours, theirs],
      runtime: () => (version === '2.3' ? createLitertWasmRuntime() : createTfliteRuntime()),
      execution: { delegate, threads },
      tensors,
      onSample: progress.report,
    });
  } finally {
    progress.end();
  }
}

function noteNotFinite({ note }: CliContext, { outputs, tensors = [] }: Comparison): void {
  for (const { name, notFinite } of [...outputs, ...tensors].filter((each) => each.notFinite > 0)) {
    note(
      `${JSON.stringify(name)} holds NaN or infinity in ${notFinite} values, which are in no figure`,
    );
  }
}
